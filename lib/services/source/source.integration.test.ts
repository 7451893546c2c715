import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { inlineParser } from '@/lib/ingest/parser';
import { person, SYSTEM } from '@/lib/services/fixture';
import { listSources } from '@/lib/services/inbox/list';
import { putBody } from '@/lib/services/inbox/put';
import { takeTurn } from '@/lib/services/inbox/take';
import { acceptRecords } from '@/lib/services/ingest/accept';
import { OURS, row } from './fixture';
import { getSource } from './get';
import { previewSample } from './preview';
import { saveSource } from './save';

const NOW = new Date('2026-11-22T08:00:00Z');
const AS = { actor: SYSTEM, now: () => NOW };

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const ids = async () =>
  (await getPool().query<{ id: string }>('SELECT id FROM exchange ORDER BY id')).rows.map(({ id }) => id);

describe('a sample', () => {
  test('is looked at and not stored', async () => {
    const sample = JSON.stringify({ calls: [row('r-1')] });
    expect(await previewSample({ format: 'litellm', profile: OURS, sample }, AS)).toHaveProperty('taken');
    expect(await ids()).toEqual([]);
  });

  test('of records of the contract needs no mapping', async () => {
    await expect(previewSample({ format: 'retort', profile: null, sample: '{}' }, AS)).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('a mapping that was saved', () => {
  test('is what an endpoint and a file of its name are read by, and stands among the sources', async () => {
    expect(await saveSource({ name: 'our-gate', format: 'litellm', profile: OURS, version: 0 }, AS)).toEqual({
      name: 'our-gate',
      version: 1,
    });
    await putBody({
      source: 'our-gate',
      actor: 'A key',
      form: '',
      body: Buffer.from(JSON.stringify({ calls: [row('r-1')] })),
    });
    await takeTurn('our-gate', { parser: inlineParser(), now: () => NOW, newId: () => 't-1' });
    await acceptRecords(
      {
        input: Readable.from([Buffer.from(JSON.stringify(row('r-2')))]),
        source: 'a file',
        format: 'our-gate',
      },
      { actor: SYSTEM, parser: inlineParser(), now: () => NOW },
    );
    expect(await ids()).toEqual(['r-1', 'r-2']);
    expect((await listSources({}, AS)).items.find(({ name }) => name === 'our-gate')).toMatchObject({
      format: 'litellm',
      mapped: true,
      version: 1,
      accepted: 2,
    });
    expect(await getSource({ name: 'our-gate' }, AS)).toMatchObject({
      saved: true,
      built_in: false,
      profile: OURS,
      version: 1,
      changed_by: 'Retort',
    });
  });

  test('is not lost to somebody who looked at an older one, and can be given back', async () => {
    const dana = { actor: person('admin'), now: () => NOW };
    await saveSource({ name: 'kong', format: 'kong', profile: OURS, version: 1 }, dana);
    await expect(
      saveSource({ name: 'kong', format: 'kong', profile: OURS, version: 1 }, AS),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Dana Okafor changed the mapping of this source'),
    });
    await saveSource({ name: 'kong', format: 'kong', profile: null, version: 2 }, AS);
    expect(await getSource({ name: 'kong' }, AS)).toMatchObject({ saved: false, version: 3, built_in: true });
    await expect(
      saveSource({ name: 'our-gate', format: 'litellm', profile: OURS, version: 0 }, AS),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      saveSource({ name: 'kong', format: 'litellm', profile: OURS, version: 3 }, AS),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});
