import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readData } from './data';
import { readGroups, readIntents } from './side-files';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ndjson = (...rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

test('real material is sorted by what its records have and what its files are called', async () => {
  for (const name of ['prompts', 'labelled', 'timing']) await mkdir(join(folder, name));
  await writeFile(
    join(folder, 'prompts', 'made.ndjson.gz'),
    gzipSync(ndjson({ template: 't1', prompt: 'Is it so?' }, { instruction: 'Sort', input: '3 1 2' })),
  );
  await writeFile(join(folder, 'prompts', 'people.ndjson'), ndjson({ prompt: 'Hello' }, { prompt: '' }));
  await writeFile(join(folder, 'prompts', 'rubric_one.ndjson'), ndjson({ prompt: 'Grade this' }));
  await writeFile(
    join(folder, 'labelled', 'some.ndjson'),
    ndjson({ capability: 'coding', prompt: 'Fix {p}', id: 'ignored' }),
  );
  await writeFile(
    join(folder, 'timing', 'clients.csv'),
    'client,t_s,rate_per_s,cv,family\na,0,0.5,1.25,Gamma\na,600,0.001,,\n',
  );
  await writeFile(join(folder, 'timing', 'other.csv'), 'TIMESTAMP,Tokens\n2023,5\n');
  expect(await readData(folder)).toEqual({
    templates: [{ template: 't1', prompt: 'Is it so?' }],
    payloads: ['Sort\n3 1 2'],
    grading: ['Grade this'],
    ordinary: new Map([['people', ['Hello']]]),
    labelled: [{ capability: 'coding', prompt: 'Fix {p}' }],
    windows: [
      { client: 'a', at: 0, rate: 0.5, cv: 1.25 },
      { client: 'a', at: 600, rate: 0.001, cv: null },
    ],
  });
});

test('an empty folder has nothing, and a label that does not exist is refused', async () => {
  expect((await readData(folder)).templates).toEqual([]);
  await mkdir(join(folder, 'labelled'));
  await writeFile(join(folder, 'labelled', 'bad.ndjson'), ndjson({ capability: 'cooking', prompt: 'x' }));
  await expect(readData(folder)).rejects.toThrow(/capability/);
});

test('accounts of operators that did not harvest are neither honest nor sought', async () => {
  await writeFile(
    join(folder, 'groups.ndjson'),
    ndjson(
      { group: 'class', kind: 'university-class', accounts: ['a', 'b'] },
      { group: 'iron-loom', kind: 'operator', accounts: ['c'] },
    ),
  );
  expect(await readGroups(folder)).toEqual({
    honest: [{ group: 'class', kind: 'university-class', accounts: ['a', 'b'] }],
    neutral: new Set(['c']),
  });
});

test('what operators meant is read where it was written', async () => {
  expect(await readIntents(folder)).toEqual(new Map());
  await writeFile(
    join(folder, 'intent.ndjson'),
    ndjson({ campaign: 'iron-loom', capabilities: { coding: 7, task_synthesis: 3 } }),
  );
  expect(await readIntents(folder)).toEqual(new Map([['iron-loom', { coding: 7, task_synthesis: 3 }]]));
});
