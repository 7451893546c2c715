import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { record, truthLine } from '@/lib/model/records';
import { tiny } from './scenarios/tiny';
import { simulate } from './simulate';
import { writeWorld } from './write';

const END = Date.UTC(2026, 4, 20, 14);

describe('a written world', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'world-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    [false, 'world.ndjson'],
    [true, 'world.ndjson.gz'],
  ])('with gzip %s is %s beside its truth', async (gzip, name) => {
    await writeFile(join(folder, gzip ? 'world.ndjson' : 'world.ndjson.gz'), 'of an earlier run');
    const written = await writeWorld(simulate({ scenario: tiny, end: END }), join(folder, '.'), { gzip });
    expect((await readdir(folder)).sort()).toEqual(['groups.ndjson', 'intent.ndjson', 'truth.ndjson', name]);
    const bytes = await readFile(join(folder, name));
    const rows = (gzip ? gunzipSync(bytes) : bytes)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => record.parse(JSON.parse(line)));
    expect(rows.length).toBe(written.records);
    const ids = new Set(rows.flatMap((row) => (row.type === 'exchange' ? [row.id] : [])));
    const accounts = new Set(rows.flatMap((row) => (row.type === 'account' ? [row.id] : [])));
    const truth = (await readFile(join(folder, 'truth.ndjson'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => truthLine.parse(JSON.parse(line)));
    expect(truth.map((line) => line.campaign).sort()).toEqual(['copper-still', 'grey-hydra', 'iron-loom']);
    for (const line of truth) {
      expect(line.accounts.every((id) => accounts.has(id))).toBe(true);
      expect(line.exchanges?.length).toBeGreaterThan(50);
      expect(line.exchanges?.every((id) => ids.has(id))).toBe(true);
    }
  });

  it.runIf(existsSync('/dev/full')).each([false, true])(
    'says that the disk is full, with gzip %s',
    async (gzip) => {
      await symlink('/dev/full', join(folder, gzip ? 'world.ndjson.gz' : 'world.ndjson'));
      await expect(writeWorld(simulate({ scenario: tiny, end: END }), folder, { gzip })).rejects.toThrow(
        /ENOSPC/,
      );
    },
  );

  it('says why it could not be written', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(writeWorld([], join(folder, 'file', 'out'))).rejects.toThrow(/ENOTDIR/);
  });
});
