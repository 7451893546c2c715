import { describe, expect, test } from 'vitest';
import { OURS, row } from './fixture';
import { previewOf } from './preview';

const NOW = new Date('2026-11-22T08:00:00Z');
const many = `${JSON.stringify(row('a'))}\n`.repeat(300);

/** A clock by which each look takes so many milliseconds. */
function clock(each: number): () => number {
  let at = 0;
  return () => {
    at += each;
    return at;
  };
}

describe('previewOf', () => {
  test('says what became of each part of a sample', async () => {
    const sample = JSON.stringify({ calls: [row('r-1'), row('r-2', { at: 'soon' }), row('r-3')] });
    const seen = await previewOf({ format: 'litellm', profile: OURS, sample }, NOW, clock(0));
    expect(seen).toMatchObject({ rows: 3, taken: 2, rejected: 1, passed: 0, more: false });
    const field = (name: string) => seen.fields.find(({ target }) => target === name);
    expect(field('account_id')).toMatchObject({
      paths: [{ path: 'who.customer', as: 'id', rows: 3 }],
      rows: 3,
      values: ['c-7'],
    });
    expect(field('occurred_at')).toMatchObject({
      rows: 2,
      problems: [{ path: 'at', value: 'soon', rows: 1 }],
    });
    expect(field('tools')).toMatchObject({ rows: 0, paths: [] });
    expect(seen.unused).toContainEqual({ path: 'who.team', rows: 3, value: 'blue' });
    expect(seen.faults).toMatchObject([{ code: 'bad_value', rows: 1, first: 2 }]);
  });

  test.each([
    ['lines', 'litellm', `${JSON.stringify(row('a'))}\n${JSON.stringify(row('b'))}`, { rows: 2, taken: 2 }],
    ['a table', 'csv', 'ref,llm,at,who\na,aster-4,1795334000,x\n', { rows: 1, taken: 0 }],
    ['what is no JSON', 'litellm', 'hello\u202e there', { taken: 0 }],
    ['nothing but blanks', 'litellm', '  \n ', { rows: 0, taken: 0 }],
    ['more than is looked at', 'litellm', many, { rows: 200, more: true }],
  ])('looks at %s', async (_, format, sample, expected) => {
    expect(await previewOf({ format, profile: OURS, sample }, NOW, clock(0))).toMatchObject(expected);
  });

  test('ends after a tenth of a second', async () => {
    const seen = await previewOf({ format: 'litellm', profile: OURS, sample: many }, NOW, clock(10));
    expect(seen).toMatchObject({ rows: 10, more: true });
  });

  test('needs no draft for what the format came with', async () => {
    const sample = 'id,account_id,time,model\na,b,2026-11-21T00:00:00Z,m\n';
    expect(await previewOf({ format: 'csv', profile: null, sample }, NOW, clock(0))).toMatchObject({
      taken: 1,
    });
  });
});
