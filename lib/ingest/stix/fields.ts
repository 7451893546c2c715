import { isStorable } from '@/lib/ingest/storable';
import { clean } from '@/lib/text/mask';

/** What is wrong with one object. */
export class ObjectFault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export type Fields = Record<string, unknown>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TYPE = /^[a-z][a-z0-9-]{2,249}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** Whether this is the id of an object of STIX, of this type if one is given. */
export function isId(value: unknown, type?: string): value is string {
  if (typeof value !== 'string' || value.length > 300) return false;
  const at = value.indexOf('--');
  return (
    at > 0 &&
    TYPE.test(value.slice(0, at)) &&
    UUID.test(value.slice(at + 2)) &&
    (type === undefined || value.slice(0, at) === type)
  );
}

export function typeOf(fields: Fields): string {
  const { type, id } = fields;
  if (typeof type !== 'string' || !TYPE.test(type)) throw new ObjectFault('type', 'It has no type.');
  if (!isId(id, type)) throw new ObjectFault('id', 'Its id is not its type and a UUID.');
  return type;
}

/** A time of STIX in milliseconds; null when it is missing. */
export function timeOf(fields: Fields, name: string): number | null {
  const value = fields[name];
  if (value === undefined) return null;
  const at = typeof value === 'string' && TIME.test(value) ? Date.parse(value) : Number.NaN;
  // Date.parse takes the 30th of February for the 1st of March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== (value as string).slice(0, 10))
    throw new ObjectFault('time', `${name} is no time of STIX.`);
  return at;
}

export function requiredTime(fields: Fields, name: string): number {
  const at = timeOf(fields, name);
  if (at === null) throw new ObjectFault('missing', `${name} is missing.`);
  return at;
}

/** A text to show, made fit for the database and cut. */
export function wordsOf(fields: Fields, name: string, length: number): string | null {
  const value = fields[name];
  if (value === undefined) return null;
  if (typeof value !== 'string') throw new ObjectFault('type', `${name} is not a text.`);
  const text = (isStorable(value) ? value : clean(value)).trim();
  if (text === '') return null;
  return text.length > length ? `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

export function flagOf(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw new ObjectFault('type', `${name} is neither true nor false.`);
  return value;
}

export function idOf(fields: Fields, name: string, type?: string): string | null {
  const value = fields[name];
  if (value === undefined) return null;
  if (!isId(value, type)) throw new ObjectFault('reference', `${name} is no id${type ? ` of ${type}` : ''}.`);
  return value;
}

export function idsOf(fields: Fields, name: string, type?: string): string[] {
  const value = fields[name];
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((one) => isId(one, type)))
    throw new ObjectFault('reference', `${name} is not a list of ids${type ? ` of ${type}` : ''}.`);
  return value as string[];
}
