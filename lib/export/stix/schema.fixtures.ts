import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Checks a value against the JSON schemas that OASIS publishes for STIX 2.1, as far as these use the language. For tests.

type Schema = { [keyword: string]: unknown };

const files = new Map<string, Schema>();

function load(path: string): Schema {
  const known = files.get(path);
  if (known) return known;
  const schema = JSON.parse(readFileSync(path, 'utf8')) as Schema;
  files.set(path, schema);
  return schema;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

function hasType(value: unknown, type: unknown): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;
}

/** Faults as paths with the keyword that is violated; empty when `value` is valid by the schema in the file `path`. */
export function violations(path: string, value: unknown): string[] {
  return check(load(path), value, { path, root: load(path), at: '' });
}

interface Place {
  path: string;
  root: Schema;
  at: string;
}

function check(schema: unknown, value: unknown, place: Place): string[] {
  if (schema === true) return [];
  if (schema === false) return [`${place.at}: not allowed`];
  const found: string[] = [];
  for (const [keyword, wanted] of Object.entries(schema as Schema)) {
    const test = KEYWORDS[keyword];
    if (test) found.push(...test(wanted as never, value, place, schema as Schema));
    else if (!SILENT.has(keyword)) throw new Error(`${place.path} uses ${keyword}, which is not checked`);
  }
  return found;
}

/** What says nothing about validity; `then` is looked at with `if`. */
const SILENT = new Set(['$id', '$schema', 'title', 'description', 'definitions', 'format', 'then']);

type Keyword = (wanted: never, value: unknown, place: Place, schema: Schema) => string[];
const unless = (holds: boolean, place: Place, why: string) => (holds ? [] : [`${place.at}: ${why}`]);
const inside = (place: Place, name: string | number): Place => ({ ...place, at: `${place.at}/${name}` });
const matching = (schemas: Schema[], value: unknown, place: Place) =>
  schemas.filter((schema) => check(schema, value, place).length === 0).length;

const KEYWORDS: Record<string, Keyword> = {
  $ref: (wanted: string, value, place) => {
    const [file = '', pointer = ''] = wanted.split('#');
    const path = file === '' ? place.path : join(dirname(place.path), file);
    const root = file === '' ? place.root : load(path);
    let schema: unknown = root;
    for (const step of pointer.split('/').filter(Boolean)) schema = (schema as Schema)[step];
    return check(schema, value, { path, root, at: place.at });
  },
  type: (wanted: string, value, place) => unless(hasType(value, wanted), place, `is no ${wanted}`),
  const: (wanted: unknown, value, place) => unless(value === wanted, place, `is not ${wanted}`),
  enum: (wanted: unknown[], value, place) => unless(wanted.includes(value), place, 'is none of the words'),
  pattern: (wanted: string, value, place) =>
    unless(typeof value !== 'string' || new RegExp(wanted).test(value), place, `is not like ${wanted}`),
  minLength: (wanted: number, value, place) =>
    unless(typeof value !== 'string' || value.length >= wanted, place, 'is too short'),
  maxLength: (wanted: number, value, place) =>
    unless(typeof value !== 'string' || value.length <= wanted, place, 'is too long'),
  minimum: (wanted: number, value, place) =>
    unless(typeof value !== 'number' || value >= wanted, place, 'is too small'),
  maximum: (wanted: number, value, place) =>
    unless(typeof value !== 'number' || value <= wanted, place, 'is too large'),
  minItems: (wanted: number, value, place) =>
    unless(!Array.isArray(value) || value.length >= wanted, place, 'has too few'),
  minProperties: (wanted: number, value, place) =>
    unless(!isObject(value) || Object.keys(value).length >= wanted, place, 'has too few'),
  required: (wanted: string[], value, place) =>
    isObject(value) ? wanted.flatMap((name) => unless(name in value, place, `has no ${name}`)) : [],
  items: (wanted: Schema, value, place) =>
    Array.isArray(value) ? value.flatMap((item, i) => check(wanted, item, inside(place, i))) : [],
  contains: (wanted: Schema, value, place) =>
    unless(
      !Array.isArray(value) || value.some((item) => check(wanted, item, place).length === 0),
      place,
      'lacks an item',
    ),
  propertyNames: (wanted: Schema, value, place) =>
    isObject(value) ? Object.keys(value).flatMap((name) => check(wanted, name, inside(place, name))) : [],
  properties: (wanted: Record<string, Schema>, value, place) =>
    isObject(value)
      ? Object.entries(wanted).flatMap(([name, schema]) =>
          name in value ? check(schema, value[name], inside(place, name)) : [],
        )
      : [],
  allOf: (wanted: Schema[], value, place) => wanted.flatMap((schema) => check(schema, value, place)),
  anyOf: (wanted: Schema[], value, place) =>
    unless(matching(wanted, value, place) > 0, place, 'is none of these'),
  oneOf: (wanted: Schema[], value, place) =>
    unless(matching(wanted, value, place) === 1, place, 'is not one of these alone'),
  not: (wanted: Schema, value, place) =>
    unless(matching([wanted], value, place) === 0, place, 'is what it must not be'),
  if: (wanted: Schema, value, place, { then: next = true }) =>
    check(wanted, value, place).length === 0 ? check(next, value, place) : [],
  patternProperties: (wanted: Record<string, Schema>, value, place) =>
    isObject(value)
      ? Object.entries(wanted).flatMap(([pattern, schema]) =>
          Object.keys(value)
            .filter((name) => new RegExp(pattern).test(name))
            .flatMap((name) => check(schema, value[name], inside(place, name))),
        )
      : [],
  additionalProperties: (wanted: unknown, value, place, { properties = {}, patternProperties = {} }) => {
    if (!isObject(value)) return [];
    const patterns = Object.keys(patternProperties as Schema).map((pattern) => new RegExp(pattern));
    return Object.keys(value)
      .filter((name) => !(name in (properties as Schema)) && !patterns.some((pattern) => pattern.test(name)))
      .flatMap((name) => check(wanted, value[name], inside(place, name)));
  },
};
