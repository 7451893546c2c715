import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool, transaction } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { tlpId } from '@/lib/export/stix/markings';
import type { StixObject } from '@/lib/export/stix/object';
import { publishObjects, readerLock, revokeObjects } from './publish-objects';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(() => getPool().query('TRUNCATE shared_object, shared_head'));

const T1 = '2026-11-01T00:00:00.000Z';
const now = new Date('2026-11-20T00:00:00.000Z');
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const note = (n: number, more: object = {}): StixObject => ({
  type: 'note',
  spec_version: '2.1',
  id: `note--${uuid(n)}`,
  created: T1,
  modified: T1,
  content: `note ${n}`,
  object_refs: [],
  object_marking_refs: [tlpId('TLP:GREEN')],
  ...more,
});
const publish = (objects: StixObject[], more: object = {}) =>
  transaction((tx) =>
    publishObjects(tx, { collection: 'green', objects, owner: 'campaign:c', now, ...more }),
  );

interface Stored {
  id: string;
  at: string;
  object: StixObject;
}
const stored = async (): Promise<Stored[]> =>
  (
    await getPool().query<{ id: string; at: string; object: string }>(
      "SELECT id, date_added::text AS at, object FROM shared_object WHERE collection = 'green' ORDER BY date_added",
    )
  ).rows.map((row) => ({ ...row, object: JSON.parse(row.object) as StixObject }));

describe('publishing', () => {
  test('keeps every version, and adds none for what was said', async () => {
    expect(await publish([note(1), note(2)])).toEqual({ added: 2, revoked: 0, unchanged: 0 });
    expect(await publish([note(1), note(2, { content: 'other' })])).toEqual({
      added: 1,
      revoked: 0,
      unchanged: 1,
    });
    const rows = await stored();
    expect(rows.map(({ object }) => object.content)).toEqual(['note 1', 'note 2', 'other']);
    expect(new Set(rows.map(({ at }) => at)).size).toBe(3);
  });

  test('of all that somebody says revokes what is no longer among it, and of nobody else', async () => {
    await publish([note(1), note(2)], { whole: true });
    await publish([note(3)], { owner: 'campaign:other', whole: true });
    expect(await publish([note(1)], { whole: true })).toEqual({ added: 1, revoked: 1, unchanged: 1 });
    expect((await stored()).at(-1)?.object).toEqual(note(2, { revoked: true, modified: now.toISOString() }));
    const taken = await transaction((tx) =>
      revokeObjects(tx, { collection: 'green', owner: 'campaign:c', now }),
    );
    expect(taken).toEqual({ added: 1, revoked: 1, unchanged: 0 });
    // Twice is once.
    expect(
      await transaction((tx) => revokeObjects(tx, { collection: 'green', owner: 'campaign:c', now })),
    ).toEqual({ added: 0, revoked: 0, unchanged: 0 });
  });

  test.each([
    ['narrower than the collection', [tlpId('TLP:AMBER')]],
    ['for single people', [tlpId('TLP:RED')]],
    ['and one that is narrower', [tlpId('TLP:GREEN'), tlpId('TLP:AMBER')]],
    ['missing', undefined],
  ])('refuses an object whose marking is %s', async (_, object_marking_refs) => {
    await expect(publish([note(1, { object_marking_refs })])).rejects.toMatchObject({ code: 'invalid' });
    expect(await stored()).toEqual([]);
  });

  test('gives dates that no page read before can have passed, however transactions end', async () => {
    const lastSeen = async () =>
      transaction(async (tx) => {
        await readerLock(tx, 'green');
        const { rows } = await tx.query<{ seen: number; read_at: string; last: string | null }>(
          `SELECT count(*)::int AS seen, clock_timestamp()::text AS read_at, max(date_added)::text AS last
             FROM shared_object WHERE collection = 'green'`,
        );
        return rows[0] as { seen: number; read_at: string; last: string | null };
      });
    const first = await getPool().connect();
    try {
      await first.query('BEGIN');
      await publishObjects(first, { collection: 'green', objects: [note(1)], owner: null, now });
      // Both wait for the one that is not over: the other publisher to come after it, the reader to see it.
      const second = publish([note(2)]);
      const reader = lastSeen();
      const waiting = async () =>
        (
          await getPool().query<{ n: number }>(
            "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
          )
        ).rows[0]?.n;
      await expect.poll(waiting).toBe(2);
      await first.query('COMMIT');
      const page = await reader;
      await second;
      const rows = await stored();
      expect(rows.map(({ id }) => id)).toEqual([note(1).id, note(2).id]);
      const missed = await getPool().query<{ n: number }>(
        `SELECT count(*)::int AS n FROM (SELECT * FROM shared_object WHERE collection = 'green' ORDER BY date_added OFFSET $1) o
          WHERE date_added <= $2::timestamptz`,
        [page.seen, page.read_at],
      );
      expect(page.seen).toBeGreaterThan(0);
      expect(missed.rows[0]?.n).toBe(0);
    } finally {
      await first.query('ROLLBACK').catch(() => {});
      first.release();
    }
  });
});
