import { describe, expect, test } from 'vitest';
import { addressOf } from './address';
import { acceptsTaxii } from './media';
import { FILTERS_OF, MOST_OBJECTS, nextOf, parseQuery } from './query';

describe('an Accept header', () => {
  test.each([
    [null, true],
    ['', true],
    ['*/*', true],
    ['application/*', true],
    ['application/taxii+json', true],
    ['application/taxii+json;version=2.1', true],
    ['application/taxii+json; version=2.1', true],
    ['Application/TAXII+JSON; Version="2.1"', true],
    ['text/html, application/taxii+json;version=2.1;q=0.2', true],
    ['application/taxii+json;version=2.0', false],
    ['application/taxii+json;version=2.1;q=0', false],
    ['application/vnd.oasis.taxii+json', false],
    ['application/json', false],
    ['application/stix+json;version=2.1', false],
    ['text/html', false],
    ['application/taxii+json;version=', false],
  ])('%j is taken: %s', (accept, taken) => {
    expect(acceptsTaxii(accept)).toBe(taken);
  });
});

describe('an address', () => {
  test.each([
    ['', { what: 'discovery' }],
    ['share', { what: 'root' }],
    ['share/collections', { what: 'collections' }],
    ['share/collections/c', { what: 'collection', collection: 'c' }],
    ['share/collections/c/objects', { what: 'objects', collection: 'c' }],
    ['share/collections/c/manifest', { what: 'manifest', collection: 'c' }],
    ['share/collections/c/objects/o', { what: 'object', collection: 'c', id: 'o' }],
    ['share/collections/c/objects/o/versions', { what: 'versions', collection: 'c', id: 'o' }],
    ['share/status/s', { what: 'status', id: 's' }],
    ['other', null],
    ['share/x', null],
    ['share/status', null],
    ['share/status/s/t', null],
    ['share/collections/c/x', null],
    ['share/collections/c/manifest/x', null],
    ['share/collections/c/objects/o/x', null],
    ['share/collections/c/objects/o/versions/x', null],
  ])('%j names %j', (path, named) => {
    expect(addressOf(path.split('/').filter(Boolean))).toEqual(named);
  });
});

describe('a query', () => {
  const parse = (query: string, what: keyof typeof FILTERS_OF = 'objects') =>
    parseQuery(new URLSearchParams(query), FILTERS_OF[what]);
  const last = { all: false, first: false, last: true, at: [] };

  test.each([
    ['', { after: null, limit: MOST_OBJECTS, ids: null, types: null, specVersions: null, versions: last }],
    ['limit=3', { limit: 3 }],
    ['limit=1000000', { limit: MOST_OBJECTS }],
    ['added_after=2026-11-01T00:00:00Z', { after: '2026-11-01T00:00:00.000000Z' }],
    ['added_after=2026-11-01T00:00:00.1234567Z', { after: '2026-11-01T00:00:00.123456Z' }],
    ['match[type]=indicator,note', { types: ['indicator', 'note'] }],
    ['match[id]=note--1', { ids: ['note--1'] }],
    ['match[spec_version]=2.0,2.1', { specVersions: ['2.0', '2.1'] }],
    ['match[version]=all', { versions: { ...last, all: true, last: false } }],
    [
      'match[version]=first,2026-11-01T00:00:00.5Z',
      { versions: { all: false, first: true, last: false, at: ['2026-11-01T00:00:00.500000Z'] } },
    ],
    ['something=else', { filter: '' }],
  ])('%j asks for that', (query, asked) => {
    expect(parse(query)).toMatchObject(asked);
  });

  test.each([
    'limit=0',
    'limit=-1',
    'limit=many',
    'limit=1.5',
    'limit=1&limit=2',
    'added_after=yesterday',
    'added_after=2026-13-01T00:00:00Z',
    'added_after=2026-11-01T00:00:00+01:00',
    'added_after=2026-11-01',
    'match[version]=newest',
    'match[version]=',
    'match[type]=a,,b',
    'match[type]=a&match[type]=b',
    `match[id]=${'x'.repeat(201)}`,
    'match[id]=%00',
    'next=nonsense',
    'next=',
    `next=${Buffer.from('["x",""]').toString('base64url')}`,
    `next=${Buffer.from('["2026-11-01T00:00:00Z","limit=2"]').toString('base64url')}`,
    `next=${Buffer.from('["2026-11-01T00:00:00Z","match%5Bversion%5D=x"]').toString('base64url')}`,
  ])('%j is refused', (query) => {
    expect(() => parse(query)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test('of too many values is refused', () => {
    const ids = Array.from({ length: 201 }, (_, i) => `note--${i}`).join(',');
    expect(() => parse(`match[id]=${ids}`)).toThrow(expect.objectContaining({ code: 'too_large' }));
  });

  test('is filtered by what its endpoint says and by nothing else', () => {
    expect(parse('match[type]=note&match[id]=x', 'object')).toMatchObject({ types: null, ids: null });
    expect(parse('match[version]=first', 'versions')).toMatchObject({ versions: last });
  });

  test('goes on behind a cursor, with the filters it was given for or without any', () => {
    const first = parse('match[type]=note&added_after=2026-11-01T00:00:00Z&limit=2');
    const next = nextOf(first, '2026-11-02T00:00:00.000007Z');
    const goesOn = { after: '2026-11-02T00:00:00.000007Z', types: ['note'], filter: first.filter };
    expect(parse(`next=${next}`)).toMatchObject({ ...goesOn, limit: MOST_OBJECTS });
    expect(parse(`limit=9&added_after=2026-11-01T00:00:00Z&match[type]=note&next=${next}`)).toMatchObject(
      goesOn,
    );
    expect(() => parse(`match[type]=indicator&next=${next}`)).toThrow(/other filters/);
  });
});
