import { createHash } from 'node:crypto';
import { parseTime } from '@/lib/ingest/time';
import { innerJson } from './path';

const MOST_WORD = 2_000;
const MOST_ID = 200;
const MOST_COUNT = 2_147_483_647;

/** Text of text, numbers and booleans, cut to what the contract allows for a word; undefined for anything else. */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length <= MOST_WORD ? value : value.slice(0, MOST_WORD);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** An id of at most 200 characters: a longer one keeps its beginning and becomes distinct by its hash. */
export function toId(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : toText(value);
  if (text === undefined) return undefined;
  return text.length <= MOST_ID ? text : `${text.slice(0, 150)}~${sha256(text).slice(0, 32)}`;
}

/**
 * Microseconds since 1970 of a time in any of the forms that logs use: RFC 3339, the same or SQL's form without a zone (UTC),
 * seconds, milliseconds, microseconds or nanoseconds since 1970 as a number or as text. NaN for anything else.
 */
export function toMicros(value: unknown): number {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return Number.NaN;
  const { length } = value;
  if (length >= 20 && value.charCodeAt(10) === 0x54) {
    const at = parseTime(value);
    if (!Number.isNaN(at)) return at;
  }
  const first = value.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) {
    if (value.charCodeAt(4) !== 0x2d) return fromDigits(value);
    return zoneless(value);
  }
  return Number.NaN;
}

/** `2026-11-22 04:00:51.466000`, with T or a space, with or without fraction and zone (`Z`, `+00`, `+0000`, ` UTC`). */
const ZONELESS = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?([.,]\d+)?\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;

function zoneless(text: string): number {
  const parts = text.length <= 48 ? ZONELESS.exec(text) : null;
  if (!parts) return Number.NaN;
  const [, day, minute, second = ':00', fraction = '', zone = 'Z'] = parts;
  return parseTime(`${day}T${minute}${second}${fraction.replace(',', '.')}${zoneOf(zone)}`);
}

function zoneOf(zone: string): string {
  if (!/^[+-]/.test(zone)) return 'Z';
  const digits = zone.replace(':', '').slice(1).padEnd(4, '0');
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** Whole digits are taken apart as text: nanoseconds are more than a number holds exactly. */
function fromDigits(text: string): number {
  if (/^\d{19}$/.test(text)) return Number(text.slice(0, 16));
  return /^\d+(\.\d+)?$/.test(text) ? fromEpoch(Number(text)) : Number.NaN;
}

/** By the magnitude, which tells the units apart for every year from 1973 to 5138. */
function fromEpoch(value: number): number {
  if (!(value >= 1e8)) return Number.NaN;
  if (value < 1e11) return Math.round(value * 1e6);
  if (value < 1e14) return Math.round(value * 1e3);
  if (value < 1e17) return Math.round(value);
  return value < 1e20 ? Math.round(value / 1e3) : Number.NaN;
}

let lastDay = Number.NaN;
let lastDayText = '';

/** RFC 3339 with microseconds where there are any. */
export function isoOf(micros: number): string {
  const day = Math.floor(micros / 86_400_000_000);
  if (day !== lastDay) {
    lastDay = day;
    lastDayText = new Date(day * 86_400_000).toISOString().slice(0, 11);
  }
  const of = micros - day * 86_400_000_000;
  const seconds = Math.floor(of / 1e6);
  const two = (value: number) => (value < 10 ? `0${value}` : String(value));
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const rest = of - seconds * 1e6;
  return rest === 0 ? `${lastDayText}${clock}Z` : `${lastDayText}${clock}.${String(rest).padStart(6, '0')}Z`;
}

/** A number, also as text. */
function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.length <= 40 && /^\s*-?\d/.test(value)
    ? Number(value)
    : Number.NaN;
}

/** A whole number from 0 on that 32 bits hold. */
export function toCount(value: unknown): number | undefined {
  const number = toNumber(value);
  return number >= 0 && number <= MOST_COUNT ? Math.trunc(number) : undefined;
}

/** Milliseconds of a duration in milliseconds (`scale` 1) or seconds (1000). */
export function toMillis(value: unknown, scale: number): number | undefined {
  const number = toNumber(value) * scale;
  return number >= 0 && number <= MOST_COUNT ? number : undefined;
}

/** An HTTP status. */
export function toStatus(value: unknown): number | undefined {
  const number = toNumber(value);
  return Number.isInteger(number) && number >= 100 && number <= 999 ? number : undefined;
}

/** Words by which gateways and models say that a request was refused for what it asked. */
const REFUSALS = new Set([
  'true',
  'refusal',
  'refused',
  'content_filter',
  'content_filtered',
  'contentfilter',
  'content-filter',
  'safety',
  'blocked',
  'prohibited_content',
  'guardrail_intervened',
  'blocklist',
  'spii',
]);

/** true for what says that a request was refused (of a list any); undefined for anything else. */
export function toFlag(value: unknown): boolean | undefined {
  if (value === true) return true;
  if (typeof value === 'string') {
    if (value.startsWith('[')) return toFlag(innerJson(value));
    return REFUSALS.has(value.toLowerCase()) ? true : undefined;
  }
  if (Array.isArray(value)) return value.some((one) => toFlag(one)) ? true : undefined;
  return undefined;
}

/** The first address of a list such as X-Forwarded-For, without port and brackets. */
export function toAddress(value: unknown): string | undefined {
  const from = Array.isArray(value) ? value[0] : value;
  if (typeof from !== 'string') return undefined;
  const first = (from.split(',', 1)[0] ?? '').trim();
  const bracketed = /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(first);
  if (bracketed) return bracketed[1];
  const port = /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(first);
  const address = port?.[1] ?? first;
  return address !== '' && address.length <= 64 ? address : undefined;
}

/** What is hashed already stays; of a secret only its SHA-256 goes on. */
export function toHash(value: unknown): string | undefined {
  const text = toText(value);
  if (text === undefined) return undefined;
  return /^(?:hashed:)?[0-9a-f]{64}$/i.test(text) ? text.slice(-64).toLowerCase() : sha256(text);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
