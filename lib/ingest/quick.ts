import type { ExchangeRecord } from '@/lib/model/records';
import { prepareParams, prepareTools } from '@/lib/text/analyze';
import { EXCHANGE_TESTS, type Test, timeWithin } from './check';
import { Recall } from './recall';
import { type Fields, SETTERS } from './setters';
import { AHEAD, EARLIEST } from './time';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const ZERO = 0x30;
const NINE = 0x39;

/** Stands for a value that the contract does not allow, or that is no JSON. */
const WRONG = Symbol('wrong');
/** Longer whole numbers are left to JSON.parse. */
const MOST_DIGITS = 15;
const MOST_UNKNOWN = 16;

/** Values that come again from line to line, and how many of each are remembered. */
const RECURRING: Readonly<Record<string, number>> = {
  account_id: 1 << 15,
  model: 1 << 8,
  pathway: 1 << 6,
  system: 1 << 12,
  tools: 1 << 12,
  modalities: 1 << 8,
  params: 1 << 12,
  asn: 1 << 12,
  ip: 1 << 15,
  country: 1 << 10,
  user_agent: 1 << 12,
  ja4: 1 << 13,
  device_id: 1 << 14,
  api_key_id: 1 << 15,
};

/** By which of their bytes values are found again; others by the first eight. */
const SIXTEEN = [0, 4, 8, 12];
const STEPS: Readonly<Record<string, readonly number[]>> = {
  model: SIXTEEN,
  account_id: SIXTEEN,
  ip: SIXTEEN,
  ja4: SIXTEEN,
  device_id: SIXTEEN,
  api_key_id: SIXTEEN,
  user_agent: [0, 4, 8, 12, 16, 20],
  system: [0, 8, 16, 24, 32, 40],
  params: [0, 8, 16, 20, 24, 28],
  tools: [0, 8, 12, 16, 20, 48, 64, 96],
};

interface Field {
  readonly name: Uint8Array;
  /** The name as it mostly stands in a line: `"name":`, in numbers of four bytes, and the bytes that are left. */
  readonly words: Int32Array;
  readonly rest: Uint8Array;
  readonly width: number;
  /** The field that came after this one when it was last read: lines of one sender name them in one order. */
  next: Field | null;
  readonly bit: number;
  readonly recall: Recall<unknown> | null;
  readonly test: Test;
  readonly set: (to: Fields, value: never) => void;
}

const SLOTS = 256;
const FIELDS: (Field | null)[] = Array.from({ length: SLOTS }, () => null);
let required = 0;
for (const [place, [name, test]] of [...EXCHANGE_TESTS].entries()) {
  const size = RECURRING[name];
  const bytes = Buffer.from(name);
  if (['type', 'id', 'account_id', 'occurred_at', 'model'].includes(name)) required |= 1 << place;
  // The hash was chosen for these names; a new one may ask for another.
  const slot = slotOf(bytes, 0, bytes.length);
  if (FIELDS[slot]) throw new Error(`${name} shares its slot with another field.`);
  const opening = Buffer.from(`"${name}":`);
  const whole = opening.length >>> 2;
  FIELDS[slot] = {
    name: bytes,
    words: Int32Array.from({ length: whole }, (_, i) => opening.readInt32LE(4 * i)),
    rest: opening.subarray(4 * whole),
    width: opening.length,
    next: null,
    bit: 1 << place,
    recall:
      size === undefined
        ? null
        : new Recall(
            (from, start, end) => checked(name, test, from, start, end),
            size,
            STEPS[name] ?? [0, 4],
          ),
    test,
    set: SETTERS[name as keyof ExchangeRecord],
  };
}
const REQUIRED = required;

/**
 * Reads exchanges from their bytes as JSON.parse and checkRecord together do, but without making anything anew of what
 * earlier lines already held. It gives up on every line that is not a plain exchange without fault; those are then read
 * the plain way, which also says what is wrong with them.
 */
export class QuickReader {
  /** The exchange read last, overwritten by the next. Its lists and objects are shared: not to be changed. */
  readonly record: Fields = blank();
  /** Its time, in microseconds since 1970. */
  at = Number.NaN;

  private bytes: Buffer = Buffer.alloc(0);
  private view: DataView = new DataView(this.bytes.buffer);
  /** The field with which the last line began. */
  private first: Field | null = null;
  /** Of the string passed over last: whether it holds escapes, and the bits that any of its bytes has. */
  private escaped = false;
  private bits = 0;

  /** `now` in microseconds since 1970 bounds the times of records. */
  constructor(private readonly now: number) {}

  /** The bytes that the lines to be read stand in: valid UTF-8. */
  open(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Reads the line from `start` to `end` into `record` and `at`. Answers its number of unknown fields, -1 for giving up. */
  read(start: number, end: number): number {
    const { bytes, record } = this;
    if (bytes[start] !== OPEN_OBJECT) return -1;
    clear(record);
    let seen = 0;
    let given = 0;
    const unknown: number[] = [];
    let before: Field | null = null;
    for (let at = start + 1; ; at++) {
      at = pastBlanks(bytes, at);
      let name = at;
      let nameEnd = at;
      let field: Field | null = before === null ? this.first : before.next;
      if (field !== null && this.names(field, at)) at += field.width;
      else {
        if (bytes[at] !== QUOTE) return -1;
        name = at + 1;
        at = this.pastString(at);
        if (at < 0 || this.escaped) return -1;
        nameEnd = at - 1;
        at = pastBlanks(bytes, at);
        if (bytes[at] !== COLON) return -1;
        at++;
        field = FIELDS[slotOf(bytes, name, nameEnd)] as Field | null;
        if (field !== null && !isAt(bytes, name, nameEnd, field.name)) field = null;
        if (before === null) this.first = field;
        else before.next = field;
      }
      const from = pastBlanks(bytes, at);
      const recall = field === null ? null : field.recall;
      at = recall !== null && opens(bytes[from]) ? recall.guess(this.view, from, end) : -1;
      const guessed = at >= 0;
      if (!guessed) at = this.pastValue(from, end);
      if (at < 0 || at > end) return -1;
      if (field === null) {
        if (unknown.length >= 2 * MOST_UNKNOWN || isAmong(bytes, name, nameEnd, unknown)) return -1;
        if (this.value(from, at) === WRONG) return -1;
        unknown.push(name, nameEnd);
      } else {
        before = field;
        if ((seen & field.bit) !== 0) return -1;
        seen |= field.bit;
        const value =
          recall === null
            ? this.value(from, at)
            : guessed
              ? recall.guessed
              : recall.get(bytes, this.view, from, at);
        if (value !== null) {
          if (value === WRONG || (recall === null && !field.test(value))) return -1;
          if (field.set === SETTERS.type && value !== 'exchange') return -1;
          given |= field.bit;
          field.set(record, value as never);
        }
      }
      at = pastBlanks(bytes, at);
      if (bytes[at] === COMMA) continue;
      if (bytes[at] !== CLOSE_OBJECT || at + 1 !== end) return -1;
      break;
    }
    if ((given & REQUIRED) !== REQUIRED) return -1;
    this.at = timeWithin(record.occurred_at, EARLIEST, this.now + AHEAD);
    return Number.isNaN(this.at) ? -1 : unknown.length / 2;
  }

  /** Whether at `at` a field's name stands, with nothing between it and its colon. */
  private names({ words, rest, width }: Field, at: number): boolean {
    const { view, bytes } = this;
    if (at + width > bytes.length) return false;
    let place = at;
    for (let i = 0; i < words.length; i++, place += 4)
      if (words[i] !== view.getInt32(place, true)) return false;
    for (let i = 0; i < rest.length; i++, place++) if (rest[i] !== bytes[place]) return false;
    return true;
  }

  /** The place after a string that begins at `at`; -1 when it holds a control character or has no end. */
  private pastString(at: number): number {
    const { bytes } = this;
    let escaped = false;
    let bits = 0;
    for (let i = at + 1; ; i++) {
      const byte = bytes[i] as number;
      if (byte === QUOTE) {
        this.escaped = escaped;
        this.bits = bits;
        return i + 1;
      }
      // Beyond the last byte there is none, which is not greater either.
      if (!(byte >= 0x20)) return -1;
      bits |= byte;
      if (byte === BACKSLASH) {
        escaped = true;
        i++;
      }
    }
  }

  /** The place after a value that begins at `at`, if it is one at all; -1 when it surely is none. */
  private pastValue(at: number, end: number): number {
    const { bytes } = this;
    const first = bytes[at] as number;
    if (first === QUOTE) return this.pastString(at);
    if (first === OPEN_LIST || first === OPEN_OBJECT) {
      let depth = 0;
      for (let i = at; i < end; i++) {
        const byte = bytes[i] as number;
        if (byte === QUOTE) {
          i = this.pastString(i) - 1;
          if (i < 0) return -1;
        } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++;
        else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
          if (--depth === 0) return i + 1;
        }
      }
      return -1;
    }
    let i = at;
    while (i < end && isWordly(bytes[i] as number)) i++;
    return i === at ? -1 : i;
  }

  /** What stands from `start` to `end`, where {@link pastValue} has just been. */
  private value(start: number, end: number): unknown {
    const { bytes } = this;
    const first = bytes[start] as number;
    if (first === QUOTE) {
      if (this.escaped) return parsed(bytes, start, end);
      return this.bits < 0x80
        ? bytes.toString('latin1', start + 1, end - 1)
        : bytes.toString('utf8', start + 1, end - 1);
    }
    if (first >= ZERO && first <= NINE && end - start <= MOST_DIGITS && (first > ZERO || end === start + 1)) {
      let value = 0;
      for (let i = start; i < end; i++) {
        const digit = (bytes[i] as number) - ZERO;
        if (digit < 0 || digit > 9) return parsed(bytes, start, end);
        value = value * 10 + digit;
      }
      return value;
    }
    return parsed(bytes, start, end);
  }
}

/** Whether a byte begins a value that shows by itself where it ends. */
function opens(byte: number | undefined): boolean {
  return byte === QUOTE || byte === OPEN_LIST || byte === OPEN_OBJECT;
}

/** A recurring field's value, found valid once for all lines. */
function checked(name: string, test: Test, bytes: Buffer, start: number, end: number): unknown {
  const value = parsed(bytes, start, end);
  if (value === WRONG || value === null) return value;
  if (!test(value)) return WRONG;
  if (name === 'tools') prepareTools(value as NonNullable<ExchangeRecord['tools']>);
  if (name === 'params') prepareParams(value as NonNullable<ExchangeRecord['params']>);
  return value;
}

function parsed(bytes: Buffer, start: number, end: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    return WRONG;
  }
}

function pastBlanks(bytes: Buffer, at: number): number {
  let i = at;
  while (bytes[i] === 0x20 || bytes[i] === 0x09 || bytes[i] === 0x0d) i++;
  return i;
}

/** Letters, digits, plus, minus, point: all that numbers and `true`, `false`, `null` are made of. */
function isWordly(byte: number): boolean {
  return (
    (byte >= ZERO && byte <= NINE) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x2b ||
    byte === 0x45
  );
}

function slotOf(name: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (name[i] as number)) | 0;
  return (hash ^ (hash >>> 10)) & (SLOTS - 1);
}

function isAt(bytes: Buffer, start: number, end: number, name: Uint8Array): boolean {
  if (end - start !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name[i]) return false;
  return true;
}

/** Whether one of the names at these places (starts and ends) is the same. */
function isAmong(bytes: Buffer, start: number, end: number, places: readonly number[]): boolean {
  for (let i = 0; i < places.length; i += 2) {
    if (isAt(bytes, start, end, bytes.subarray(places[i], places[i + 1]))) return true;
  }
  return false;
}

function blank(): Fields {
  const fields = { type: 'exchange', id: '', account_id: '', occurred_at: '', model: '' } as Fields;
  clear(fields);
  return fields;
}

function clear(fields: Fields): void {
  fields.session_id = undefined;
  fields.api_key_id = undefined;
  fields.pathway = undefined;
  fields.system = undefined;
  fields.prompt = undefined;
  fields.tools = undefined;
  fields.modalities = undefined;
  fields.reasoning_refs = undefined;
  fields.reasoning_issued = undefined;
  fields.params = undefined;
  fields.input_tokens = undefined;
  fields.output_tokens = undefined;
  fields.cached_tokens = undefined;
  fields.status = undefined;
  fields.refused = undefined;
  fields.latency_ms = undefined;
  fields.ip = undefined;
  fields.asn = undefined;
  fields.country = undefined;
  fields.user_agent = undefined;
  fields.ja4 = undefined;
  fields.device_id = undefined;
}
