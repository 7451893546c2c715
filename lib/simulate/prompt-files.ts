import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { asksForGrade, type PromptPools } from './prompts';

/** Longer texts are left out: the world should stay of a size that can be loaded in a minute. */
const LONGEST = 6_000;
/** Kept of each kind, the first ones. */
const MOST = 50_000;

/**
 * Reads every `*.ndjson`, `*.ndjson.gz` and `*.txt` of a folder. Objects with `template` and `prompt` are prompts of a
 * template; with `instruction` (and `input`) payloads; with `prompt` (and `input`) free prompts, or grading prompts when
 * they ask for a grade by a rubric. A text file holds prompts separated by empty lines. Lines that are none of this are
 * passed over. Rejects when the folder cannot be read or holds no prompt at all.
 */
export async function readPrompts(folder: string): Promise<PromptPools> {
  const pools: PromptPools = { ordinary: [], payloads: [], grading: [], templates: new Map() };
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name);
    if (name.endsWith('.txt')) {
      for (const text of (await readFile(path, 'utf8')).split(/\r?\n\s*\r?\n/))
        sortPrompt(pools, { prompt: text.trim() });
    } else if (/\.ndjson(\.gz)?$/.test(name)) {
      for await (const line of lines(path)) sortPrompt(pools, parse(line));
    }
  }
  if (pools.ordinary.length + pools.payloads.length + pools.grading.length + pools.templates.size === 0) {
    throw new Error(`no prompts were found in ${folder}`);
  }
  return pools;
}

/** Puts one object of a prompt file where it belongs. */
export function sortPrompt(pools: PromptPools, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const { prompt, instruction, input, template } = value as Record<string, unknown>;
  const body = [prompt ?? instruction, input]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n\n');
  if (body === '' || body.length > LONGEST) return;
  if (typeof template === 'string') {
    const known = pools.templates.get(template);
    if (!known) pools.templates.set(template, [body]);
    else if (known.length < MOST) known.push(body);
    return;
  }
  const pool =
    typeof instruction === 'string' ? pools.payloads : asksForGrade(body) ? pools.grading : pools.ordinary;
  if (pool.length < MOST) pool.push(body);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Lines of a file, unpacked when its name ends in `.gz`. */
export async function* lines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => text.destroy(error));
  yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
}
