import { randomBytes } from 'node:crypto';
import { type Context, currentContext, inContext } from './context';

type Value = string | number | boolean;

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  /** 1 internal, 2 server */
  kind: 1 | 2;
  start: number;
  end: number;
  attributes: Record<string, Value>;
  failed: boolean;
}

/** Sent together, and kept at most while the collector is away. */
const BATCH = 512;
const MOST_KEPT = 4_096;
const EVERY_MS = 5_000;
const TIMEOUT_MS = 10_000;

/** Where spans go by OTLP over HTTP, as OTEL_EXPORTER_OTLP_ENDPOINT says; null when nobody asked for traces. */
export class Exporter {
  private kept: Span[] = [];
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>>,
    private readonly service: string,
    private readonly send: typeof fetch = fetch,
  ) {}

  add(span: Span): void {
    // A collector that is away costs traces, never memory.
    if (this.kept.length >= MOST_KEPT) return;
    this.kept.push(span);
    if (this.kept.length >= BATCH) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
  }

  /** Sends what has come together; what the collector does not take is lost. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const spans = this.kept.splice(0, BATCH);
    if (spans.length > 0) {
      this.sending = this.sending.then(async () => {
        await this.send(this.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...this.headers },
          body: JSON.stringify(otlp(spans, this.service)),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        }).catch(() => {});
      });
    }
    return this.sending;
  }
}

/** Spans as OTLP's JSON encoding has them (opentelemetry-proto, trace/v1). */
export function otlp(spans: readonly Span[], service: string): object {
  const attribute = ([key, value]: [string, Value]) => ({
    key,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : typeof value === 'boolean'
          ? { boolValue: value }
          : Number.isInteger(value)
            ? { intValue: String(value) }
            : { doubleValue: value },
  });
  const nanos = (ms: number) => `${BigInt(Math.round(ms * 1e3)) * 1000n}`;
  return {
    resourceSpans: [
      {
        resource: {
          attributes: [attribute(['service.name', service]), attribute(['process.pid', process.pid])],
        },
        scopeSpans: [
          {
            scope: { name: 'retort' },
            spans: spans.map(({ start, end, attributes, failed, ...span }) => ({
              ...span,
              startTimeUnixNano: nanos(start),
              endTimeUnixNano: nanos(end),
              attributes: Object.entries(attributes).map(attribute),
              status: failed ? { code: 2 } : {},
            })),
          },
        ],
      },
    ],
  };
}

type Env = Readonly<Record<string, string | undefined>>;

/** The exporter that the environment asks for, or null. */
export function exporterOf(env: Env): Exporter | null {
  const traces = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if ((!traces && !base) || env.OTEL_SDK_DISABLED === 'true') return null;
  const url = traces || `${base?.replace(/\/+$/, '')}/v1/traces`;
  const headers = Object.fromEntries(
    (env.OTEL_EXPORTER_OTLP_TRACES_HEADERS ?? env.OTEL_EXPORTER_OTLP_HEADERS ?? '')
      .split(',')
      .map((pair) => pair.split('='))
      .flatMap(([name, ...value]) =>
        name?.trim() ? [[name.trim().toLowerCase(), decodeURIComponent(value.join('=').trim())]] : [],
      ),
  );
  return new Exporter(url, headers, env.OTEL_SERVICE_NAME || 'retort');
}

const HELD = Symbol.for('retort.traces');
const held = globalThis as { [HELD]?: { exporter: Exporter | null } };
held[HELD] ??= { exporter: exporterOf(process.env) };
const { exporter } = held[HELD];

/** Whether anybody takes traces. */
export const tracing: boolean = exporter !== null;

/** Begins the span of a request, in the trace that its `traceparent` names; null when nobody takes traces. */
export function beginTrace(
  traceparent: string | undefined,
): (Context['trace'] & { parentSpanId?: string }) | null {
  if (!exporter) return null;
  const [, traceId, parentSpanId] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent ?? '') ?? [];
  const spanId = randomBytes(8).toString('hex');
  return traceId && !/^0+$/.test(traceId)
    ? { traceId, spanId, parentSpanId }
    : { traceId: randomBytes(16).toString('hex'), spanId };
}

/** Ends a span that {@link beginTrace} began. */
export function endTrace(
  trace: NonNullable<ReturnType<typeof beginTrace>>,
  span: Pick<Span, 'name' | 'start' | 'end' | 'attributes' | 'failed'>,
): void {
  exporter?.add({ ...span, ...trace, kind: 2 });
}

/** Runs `work` as a span of the present trace, or of one of its own. Costs nothing when nobody takes traces. */
export async function traced<T>(
  name: string,
  attributes: Record<string, Value>,
  work: () => Promise<T>,
): Promise<T> {
  if (!exporter) return work();
  const outer = currentContext();
  const trace = {
    traceId: outer?.trace?.traceId ?? randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
  };
  const start = Date.now();
  let failed = true;
  try {
    const result = await inContext({ id: outer?.id ?? trace.spanId, trace }, work);
    failed = false;
    return result;
  } finally {
    exporter.add({
      ...trace,
      ...(outer?.trace ? { parentSpanId: outer.trace.spanId } : {}),
      name,
      kind: 1,
      start,
      end: Date.now(),
      attributes,
      failed,
    });
  }
}

/** Sends what is still here, before the process ends. */
export async function flushTraces(): Promise<void> {
  await exporter?.flush();
}
