import { describe, expect, test } from 'vitest';
import { type AskedScope, filterWords, newBatchHref, scopeHref, scopeOfQuery, scopeWords } from './scope';

/** The query of an address as a page gets it: a parameter given twice is an array. */
function queryOf(href: string): Record<string, string | string[]> {
  const { searchParams } = new URL(href, 'http://retort.test');
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

describe('a scope in the address', () => {
  test.each<[string, AskedScope]>([
    ['a campaign', { campaign_id: 'cmp_1' }],
    [
      'some of a campaign',
      {
        campaign_id: 'cmp_1',
        filter: { status: ['active', 'suspended'], membership: 0.8 },
        exclude: ['a', 'b'],
      },
    ],
    ['a filter', { filter: { pathway: 'education', q: 'x & y=1' } }],
    ['a value', { indicator: 'asn:64500' }],
    ['accounts by id', { ids: ['acc_1', 'acc_2'] }],
  ])('%s comes back as it was', (_, scope) => {
    expect(scopeOfQuery(queryOf(newBatchHref(scope, 'ban')))).toEqual(scope);
  });

  test('leaves out the order of the list and what narrows nothing', () => {
    const href = newBatchHref({
      filter: { sort: 'created', order: 'asc', plan: null, q: '', status: 'active' },
    });
    expect(href).toBe('/batches/new?filter.status=active');
  });

  test.each([{}, { kind: 'ban' }, { exclude: 'a' }])('%j names nobody', (query) => {
    expect(scopeOfQuery(query)).toBeNull();
  });
});

test('the way back leads to the list with its filter', () => {
  expect(
    scopeHref({ campaign_id: 'c/1', filter: { status: ['active', 'suspended'], membership: 0.8 } }),
  ).toBe('/campaigns/c%2F1/accounts?status=active%2Csuspended&membership=0.8');
  expect(scopeHref({ indicator: 'asn:1' })).toBe('/indicators/asn%3A1');
});

test.each([
  [{}, ''],
  [
    { status: ['active', 'suspended'], membership: 0.8 },
    'status active or suspended, membership at least 0.8',
  ],
  [{ campaign: 'no', q: 'acc_' }, 'in no campaign, beginning with acc_'],
  [{ innocent: '1' }, 'looks innocent'],
])('the filter %j reads "%s"', (filter, words) => {
  expect(filterWords(filter)).toBe(words);
});

test.each([
  [{ campaign_id: 'c' }, 'all members'],
  [
    { campaign_id: 'c', filter: { membership: 0.8 }, exclude: ['a'] },
    'members with membership at least 0.8, less 1 excluded by hand',
  ],
  [{ ids: ['a'] }, 'one account by id'],
  [{ indicator: 'asn:1' }, 'accounts that show asn:1'],
  [{ reverses: 'b', ids: null }, 'all accounts of a batch'],
])('the scope %j reads "%s"', (scope, words) => {
  expect(scopeWords(scope as never)).toBe(words);
});
