import { RetortError } from '@/lib/model/errors';

// What the address of a TAXII request asks for (TAXII 2.1, sections 3.4 and 3.5).

/** The most that a page holds; whoever asks for more gets so many and `more`. */
export const MOST_OBJECTS = 500;
/** Values that one filter may name. */
const MOST_VALUES = 200;

/** Which versions of an object are meant: some of these, or those of exactly these times. */
export interface VersionFilter {
  all: boolean;
  first: boolean;
  last: boolean;
  at: string[];
}

export interface TaxiiQuery {
  /** Only what was added later: an exact time, with microseconds. */
  after: string | null;
  limit: number;
  ids: string[] | null;
  types: string[] | null;
  specVersions: string[] | null;
  versions: VersionFilter;
  /** All of it but the place of the page, as a cursor carries it. */
  filter: string;
}

const FILTERS = ['added_after', 'match[id]', 'match[type]', 'match[version]', 'match[spec_version]'] as const;
type Filter = (typeof FILTERS)[number];

/** What each endpoint lets its answer be filtered by; paging goes everywhere. */
export const FILTERS_OF = {
  objects: FILTERS,
  manifest: FILTERS,
  object: ['added_after', 'match[version]', 'match[spec_version]'],
  versions: ['added_after', 'match[spec_version]'],
} as const satisfies Record<string, readonly Filter[]>;

/**
 * Reads the query of an address. A cursor (`next`) may come with the filters that it was given for or without any; it holds them itself.
 * What is no filter of the endpoint is ignored. RetortError `malformed` for what is wrong, `too_large` for too many values.
 */
export function parseQuery(search: URLSearchParams, allowed: readonly Filter[]): TaxiiQuery {
  const given = filterOf(search, allowed);
  const next = single(search, 'next');
  const place = next === null ? null : readNext(next, allowed);
  if (place && given !== '' && given !== place.filter)
    throw malformed('next: this cursor was given for other filters. Send those, or none.');
  const filter = place?.filter ?? given;
  const by = new URLSearchParams(filter);
  const addedAfter = by.get('added_after');
  const listed = (name: Filter) => (by.has(name) ? valuesOf(by.get(name) ?? '', name) : null);
  return {
    after: place?.after ?? (addedAfter === null ? null : exactTime(addedAfter, 'added_after')),
    limit: limitOf(single(search, 'limit')),
    ids: listed('match[id]'),
    types: listed('match[type]'),
    specVersions: listed('match[spec_version]'),
    versions: versionsOf(listed('match[version]') ?? ['last']),
    filter,
  };
}

/** The cursor of the page behind one that ended at `after`. */
export function nextOf({ filter }: TaxiiQuery, after: string): string {
  return Buffer.from(JSON.stringify([after, filter])).toString('base64url');
}

function readNext(next: string, allowed: readonly Filter[]): { after: string; filter: string } {
  const wrong = malformed('next: not a cursor of this server. Start again without one.');
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(next, 'base64url').toString('utf8'));
  } catch {
    throw wrong;
  }
  if (!Array.isArray(value) || value.length !== 2) throw wrong;
  const [after, filter] = value as unknown[];
  if (typeof after !== 'string' || typeof filter !== 'string' || !TIME.test(after)) throw wrong;
  if (filterOf(new URLSearchParams(filter), allowed) !== filter) throw wrong;
  return { after: exactTime(after, 'next'), filter };
}

/** The filters in one order, so that the same ones are the same text. */
function filterOf(search: URLSearchParams, allowed: readonly Filter[]): string {
  const kept = new URLSearchParams();
  for (const name of FILTERS) {
    const value = allowed.includes(name) ? single(search, name) : null;
    if (value !== null) kept.set(name, value);
  }
  return kept.toString();
}

function single(search: URLSearchParams, name: string): string | null {
  const values = search.getAll(name);
  if (values.length > 1)
    throw malformed(`${name}: given more than once. Several values are written with commas.`);
  return values[0] ?? null;
}

function limitOf(text: string | null): number {
  if (text === null) return MOST_OBJECTS;
  if (!/^\d{1,15}$/.test(text) || Number(text) < 1) throw malformed('limit: a whole number from 1.');
  return Math.min(Number(text), MOST_OBJECTS);
}

function valuesOf(text: string, name: string): string[] {
  const values = text.split(',').map((value) => value.trim());
  if (values.some((value) => value === '' || value.length > 200 || value.includes('\0')))
    throw malformed(`${name}: values are separated by single commas and are at most 200 characters long.`);
  if (values.length > MOST_VALUES)
    throw new RetortError('too_large', `${name}: at most ${MOST_VALUES} values at once.`);
  return values;
}

function versionsOf(values: readonly string[]): VersionFilter {
  const words = ['all', 'first', 'last'];
  return {
    all: values.includes('all'),
    first: values.includes('first'),
    last: values.includes('last'),
    at: values.filter((value) => !words.includes(value)).map((value) => exactTime(value, 'match[version]')),
  };
}

/** RFC 3339 in UTC. */
const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,12}))?Z$/;

/** A time to the microsecond, later digits cut off. */
function exactTime(text: string, name: string): string {
  const [, seconds, fraction = ''] = TIME.exec(text) ?? [];
  if (seconds === undefined || Number.isNaN(Date.parse(`${seconds}Z`)))
    throw malformed(`${name}: a time as 2026-11-01T00:00:00.000000Z.`);
  return `${seconds}.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
}

function malformed(message: string): RetortError {
  return new RetortError('malformed', message);
}
