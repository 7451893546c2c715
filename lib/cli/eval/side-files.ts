import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { HonestGroup } from '@/lib/detect/evaluate-groups';
import { CAPABILITIES } from '@/lib/model/capability';
import type { Intents } from '@/lib/services/detection/evaluate';

const group = z.object({ group: z.string(), kind: z.string(), accounts: z.array(z.string()) });
const intent = z.object({
  campaign: z.string(),
  capabilities: z.partialRecord(z.enum(CAPABILITIES), z.number()),
});

/** Kind of the accounts that an operator holds but did not harvest with. */
const OPERATOR = 'operator';

export interface Company {
  honest: HonestGroup[];
  /** Accounts of operators that took no part in the harvest. */
  neutral: Set<string>;
}

/** Who is honest in a simulated world, from the `groups.ndjson` in its folder; rejects when a line is no group. */
export async function readGroups(folder: string): Promise<Company> {
  const all = (await jsonLines(join(folder, 'groups.ndjson'))).map((line) => group.parse(line));
  return {
    honest: all.filter(({ kind }) => kind !== OPERATOR),
    neutral: new Set(all.filter(({ kind }) => kind === OPERATOR).flatMap(({ accounts }) => accounts)),
  };
}

/** What each operator was after, from the `intent.ndjson` in the folder of a simulated world; nothing without one. */
export async function readIntents(folder: string): Promise<Intents> {
  const all = (await jsonLines(join(folder, 'intent.ndjson'))).map((line) => intent.parse(line));
  return new Map(all.map(({ campaign, capabilities }) => [campaign, capabilities]));
}

/** The values of an NDJSON file; none when there is no such file. */
async function jsonLines(path: string): Promise<unknown[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}
