import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CAPABILITIES } from '@/lib/model/capability';
import { exchangeRecord } from '@/lib/model/records';
import { lines } from '@/lib/simulate/prompt-files';

/** A prompt with the template that made it. */
export interface Templated {
  template: string;
  prompt: string;
}

/** An exchange with the capability that it asks for; `{p}` in its prompt stands for a payload. */
const labelled = exchangeRecord
  .pick({ system: true, prompt: true, tools: true, modalities: true, reasoning_refs: true })
  .extend({ capability: z.enum(CAPABILITIES), also: z.array(z.enum(CAPABILITIES)).optional() });
export type LabelledExchange = z.infer<typeof labelled>;

/** Statistics of one API client over one ten-minute window, as ServeGen publishes them. */
export interface ClientWindow {
  client: string;
  /** Seconds since the beginning. */
  at: number;
  /** Requests a second. */
  rate: number;
  /** Coefficient of variation of inter-arrival times; null where there were too few. */
  cv: number | null;
}

export interface EvalData {
  /** From files with `template` and `prompt`. */
  templates: Templated[];
  /** Instructions that distillation runs feed into scaffolds. */
  payloads: string[];
  /** From files called `rubric…`: prompts that ask for a grade. */
  grading: string[];
  /** What ordinary people asked, by file. */
  ordinary: Map<string, string[]>;
  labelled: LabelledExchange[];
  windows: ClientWindow[];
}

/**
 * Reads real material from the folders `prompts`, `timing` and `labelled` of `folder`, as far as they are there (see
 * docs/evaluation.md for the formats). Rejects when a labelled line has no capability.
 */
export async function readData(folder: string): Promise<EvalData> {
  const data: EvalData = {
    templates: [],
    payloads: [],
    grading: [],
    ordinary: new Map(),
    labelled: [],
    windows: [],
  };
  for (const path of await filesOf(join(folder, 'prompts'), /\.ndjson(\.gz)?$/)) {
    const name = path.replace(/^.*\//, '').replace(/\.ndjson(\.gz)?$/, '');
    for await (const line of lines(path)) sortLine(data, name, JSON.parse(line));
  }
  for (const path of await filesOf(join(folder, 'labelled'), /\.ndjson(\.gz)?$/)) {
    for await (const line of lines(path)) data.labelled.push(labelled.parse(JSON.parse(line)));
  }
  for (const path of await filesOf(join(folder, 'timing'), /\.csv(\.gz)?$/)) {
    for await (const window of windowsOf(path)) data.windows.push(window);
  }
  return data;
}

function sortLine(data: EvalData, name: string, row: Record<string, unknown>): void {
  const body = [row.prompt ?? row.instruction, row.input]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n');
  if (body === '') return;
  if (typeof row.template === 'string') data.templates.push({ template: row.template, prompt: body });
  else if (typeof row.instruction === 'string') data.payloads.push(body);
  else if (name.startsWith('rubric')) data.grading.push(body);
  else {
    const known = data.ordinary.get(name);
    if (known) known.push(body);
    else data.ordinary.set(name, [body]);
  }
}

/** Rows of a csv with the columns client, t_s, rate_per_s and cv; nothing of another one. */
async function* windowsOf(path: string): AsyncGenerator<ClientWindow> {
  let columns: number[] | null = null;
  for await (const line of lines(path)) {
    const cells = line.split(',');
    if (!columns) {
      columns = ['client', 't_s', 'rate_per_s', 'cv'].map((name) => cells.indexOf(name));
      if (columns.includes(-1)) return;
      continue;
    }
    const [client, at, rate, cv] = columns.map((column) => cells[column] ?? '');
    if (client) yield { client, at: Number(at), rate: Number(rate), cv: cv ? Number(cv) : null };
  }
}

async function filesOf(folder: string, names: RegExp): Promise<string[]> {
  if (!existsSync(folder)) return [];
  return (await readdir(folder))
    .filter((name) => names.test(name))
    .sort()
    .map((name) => join(folder, name));
}
