/** Seconds below which an answer or a job falls, for histograms. */
const HTTP_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 15] as const;
const JOB_BUCKETS = [0.01, 0.1, 0.5, 1, 5, 15, 60, 300, 1_800] as const;

interface Metric {
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  labels: readonly string[];
  buckets?: readonly number[];
}

/**
 * Everything that `/metrics` tells. Those of a process carry a label `process` besides and add up; those marked as being of the
 * deployment are told once.
 */
export const METRICS = {
  retort_ingest_records_total: {
    type: 'counter',
    help: 'Records that came in, by what became of them.',
    labels: ['outcome'],
  },
  retort_ingest_turned_away_total: {
    type: 'counter',
    help: 'Bodies of records that were answered with 429.',
    labels: [],
  },
  retort_ingest_bodies: {
    type: 'gauge',
    help: 'Bodies of records being taken in or waiting.',
    labels: ['state'],
  },
  retort_ingest_body_bytes: { type: 'gauge', help: 'Bytes of bodies being taken in.', labels: [] },
  retort_http_request_seconds: {
    type: 'histogram',
    help: 'Time to answer a request, by the template of its route.',
    labels: ['method', 'route', 'status'],
    buckets: HTTP_BUCKETS,
  },
  retort_job_seconds: {
    type: 'histogram',
    help: 'Time of a job of the worker.',
    labels: ['task', 'outcome'],
    buckets: JOB_BUCKETS,
  },
  retort_db_connections: {
    type: 'gauge',
    help: 'Connections of a pool to PostgreSQL, and callers that wait for one.',
    labels: ['pool', 'state'],
  },
  process_cpu_seconds_total: { type: 'counter', help: 'Processor time of the process.', labels: [] },
  process_resident_memory_bytes: { type: 'gauge', help: 'Memory of the process.', labels: [] },
  process_start_time_seconds: { type: 'gauge', help: 'When the process started.', labels: [] },
  nodejs_heap_size_used_bytes: { type: 'gauge', help: 'JavaScript heap in use.', labels: [] },
  nodejs_eventloop_lag_p99_seconds: {
    type: 'gauge',
    help: 'How late the event loop is, 99th percentile since last asked.',
    labels: [],
  },
  retort_processes: { type: 'gauge', help: 'Processes seen within the last minute.', labels: ['kind'] },
  retort_ingest_lag_seconds: {
    type: 'gauge',
    help: 'Age of the newest exchange among the last 50 inputs, by its own time.',
    labels: [],
  },
  retort_ingest_idle_seconds: { type: 'gauge', help: 'Since an input last began.', labels: [] },
  retort_detection_age_seconds: { type: 'gauge', help: 'Since a run last ended well.', labels: [] },
  retort_detection_seconds: {
    type: 'gauge',
    help: 'How long the last run that ended well took.',
    labels: [],
  },
  retort_detection_failed: { type: 'gauge', help: '1 when the last run failed.', labels: [] },
  retort_jobs: {
    type: 'gauge',
    help: 'Jobs by state: due, running, later, given_up.',
    labels: ['task', 'state'],
  },
  retort_job_wait_seconds: {
    type: 'gauge',
    help: 'How long the oldest job that is due has waited.',
    labels: [],
  },
  retort_outbox_pending: { type: 'gauge', help: 'Orders that wait for a target.', labels: ['kind'] },
  retort_outbox_age_seconds: {
    type: 'gauge',
    help: 'How long the oldest order that is due has waited.',
    labels: ['kind'],
  },
  retort_outbox_dead: {
    type: 'gauge',
    help: 'Orders that a target did not take in the end.',
    labels: ['kind'],
  },
  retort_database_bytes: { type: 'gauge', help: 'Room that the database takes.', labels: [] },
  retort_disk_free_bytes: { type: 'gauge', help: 'Room left on its disk, where it is known.', labels: [] },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

/** Values of the labels, in their order, and what was counted: a number, or the buckets with sum and count at the end. */
export type Sample = [labels: string[], value: number | number[]];
export type Samples = Partial<Record<MetricName, Sample[]>>;

/** More combinations of labels than this are one too many somewhere: the rest is counted together. */
const MOST_SAMPLES = 2_000;

/** What a process counts. */
export class Figures {
  private readonly families = new Map<MetricName, Map<string, Sample>>();

  /** Adds to a counter. */
  count(name: MetricName, labels: readonly string[] = [], by = 1): void {
    const sample = this.sample(name, labels, () => 0);
    sample[1] = (sample[1] as number) + by;
  }

  /** Sets a gauge. */
  set(name: MetricName, labels: readonly string[], value: number): void {
    this.sample(name, labels, () => 0)[1] = value;
  }

  /** Puts seconds into a histogram. */
  observe(name: MetricName, labels: readonly string[], seconds: number): void {
    const { buckets = [] } = METRICS[name] as Metric;
    const values = this.sample(name, labels, () => Array<number>(buckets.length + 2).fill(0))[1] as number[];
    for (const [at, top] of buckets.entries()) if (seconds <= top) values[at] = (values[at] ?? 0) + 1;
    values[buckets.length] = (values[buckets.length] ?? 0) + seconds;
    values[buckets.length + 1] = (values[buckets.length + 1] ?? 0) + 1;
  }

  samples(): Samples {
    return Object.fromEntries([...this.families].map(([name, family]) => [name, [...family.values()]]));
  }

  private sample(name: MetricName, labels: readonly string[], zero: () => number | number[]): Sample {
    let family = this.families.get(name);
    if (!family) {
      family = new Map();
      this.families.set(name, family);
    }
    const full = family.size >= MOST_SAMPLES && !family.has(labels.join('\0'));
    const values = full ? labels.map(() => 'other') : [...labels];
    const key = values.join('\0');
    let sample = family.get(key);
    if (!sample) {
      sample = [values, zero()];
      family.set(key, sample);
    }
    return sample;
  }
}

const HELD = Symbol.for('retort.figures');
const held = globalThis as { [HELD]?: Figures };
held[HELD] ??= new Figures();

/** The figures of this process. On globalThis because Next loads a module once per bundle. */
export const figures: Figures = held[HELD];

/**
 * The text that Prometheus reads (exposition format 0.0.4): each part's samples with the labels that the part adds. Metrics that
 * nobody knows here (another version wrote them) are left out.
 */
export function exposition(
  parts: readonly { labels: Readonly<Record<string, string>>; samples: Samples }[],
): string {
  const lines: string[] = [];
  for (const [name, metric] of Object.entries(METRICS) as [MetricName, Metric][]) {
    const found = parts.flatMap(({ labels, samples }) =>
      (samples[name] ?? []).map((sample) => ({ labels, sample })),
    );
    if (found.length === 0) continue;
    lines.push(`# HELP ${name} ${metric.help}`, `# TYPE ${name} ${metric.type}`);
    for (const { labels, sample } of found) {
      const [values, value] = sample;
      const own = Object.fromEntries(metric.labels.map((label, at) => [label, values[at] ?? '']));
      const all = { ...own, ...labels };
      if (typeof value === 'number') {
        lines.push(`${name}${labelText(all)} ${value}`);
        continue;
      }
      const buckets = metric.buckets ?? [];
      const count = value[buckets.length + 1] ?? 0;
      for (const [at, top] of buckets.entries())
        lines.push(`${name}_bucket${labelText({ ...all, le: String(top) })} ${value[at] ?? 0}`);
      lines.push(
        `${name}_bucket${labelText({ ...all, le: '+Inf' })} ${count}`,
        `${name}_sum${labelText(all)} ${value[buckets.length] ?? 0}`,
        `${name}_count${labelText(all)} ${count}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels);
  if (entries.length === 0) return '';
  const escaped = entries.map(([name, value]) => {
    const text = value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
    return `${name}="${text}"`;
  });
  return `{${escaped.join(',')}}`;
}
