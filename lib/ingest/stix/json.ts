import { type Limits, type Refusal, Refused } from './limits';

/** What was read of a bundle or of a page of a collection: its objects, and what is beside them. */
export interface Envelope {
  /** The properties beside `objects`. */
  head: Record<string, unknown>;
  objects: unknown[];
  /** Objects that must not be used, by their place, and why. */
  spoiled: ReadonlyMap<number, Refusal>;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const HEX = /^[0-9a-fA-F]{4}$/;
const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads JSON as the standard has it, within limits and as it goes, so that nothing is built that is then refused. What JSON.parse
 * takes silently is not taken: a property given twice (two readers would see two things) and names that reach into
 * JavaScript's own objects spoil the object they stand in. Throws Refused for what is no JSON or too large.
 */
export function readEnvelope(bytes: Uint8Array, limits: Limits): Envelope {
  if (bytes.length > limits.bytes)
    throw refused('too_large', null, `It is larger than ${limits.bytes} bytes.`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('encoding', null, 'It is not valid UTF-8.');
  }
  return new Reader(text, limits).envelope();
}

function refused(code: string, object: string | null, message: string): Refused {
  return new Refused({ code, object, message });
}

class Reader {
  private at = 0;
  private values = 0;
  private depth = 0;
  /** The place of the object that is being read, and its id once that was read. */
  private place = -1;
  private id: string | null = null;
  private readonly spoiled = new Map<number, Refusal>();

  constructor(
    private readonly text: string,
    private readonly limits: Limits,
  ) {}

  envelope(): Envelope {
    this.space();
    if (this.text[this.at] !== '{') throw this.fault('It is not a JSON object.');
    const head: Record<string, unknown> = Object.create(null);
    const objects: unknown[] = [];
    const names = new Set<string>();
    this.members((name) => {
      if (names.has(name)) throw this.fault(`The property ${show(name)} is given twice.`, 'duplicate_key');
      names.add(name);
      if (name !== 'objects') head[name] = this.value();
      else if (this.text[this.at] === '[')
        this.items(() => {
          this.place = objects.length;
          this.id = null;
          if (this.place >= this.limits.objects)
            throw refused(
              'too_many_objects',
              this.named(),
              `It has more than ${this.limits.objects} objects.`,
            );
          objects.push(this.value());
        });
      else throw this.fault('objects is not a list.');
      this.place = -1;
    });
    this.space();
    if (this.at < this.text.length) throw this.fault('Something follows its end.');
    return { head, objects, spoiled: this.spoiled };
  }

  private value(): unknown {
    if (++this.values > this.limits.values)
      throw refused('too_many_values', this.named(), `It has more than ${this.limits.values} values.`);
    const { text } = this;
    switch (text[this.at]) {
      case '{':
        return this.object();
      case '[': {
        const list: unknown[] = [];
        this.items(() => list.push(this.value()));
        return list;
      }
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private object(): Record<string, unknown> {
    const object: Record<string, unknown> = Object.create(null);
    const own = this.depth === OBJECT_DEPTH && this.place >= 0;
    let size = 0;
    this.members((name) => {
      if (++size > this.limits.properties)
        this.spoil('too_many_properties', `It has more than ${this.limits.properties} properties.`);
      if (FORBIDDEN.has(name)) this.spoil('forbidden_key', `The property ${show(name)} is not taken.`);
      else if (name in object) this.spoil('duplicate_key', `The property ${show(name)} is given twice.`);
      const value = this.value();
      if (own && name === 'id' && typeof value === 'string') this.id = value;
      if (!FORBIDDEN.has(name) && size <= this.limits.properties) object[name] = value;
    });
    return object;
  }

  private members(read: (name: string) => void): void {
    this.enclosed('}', () => {
      if (this.text[this.at] !== '"') throw this.fault('A property has no name.');
      const name = this.string();
      this.space();
      if (this.text[this.at] !== ':') throw this.fault('A colon is missing.');
      this.at++;
      this.space();
      read(name);
    });
  }

  private items(read: () => void): void {
    this.enclosed(']', read);
  }

  private enclosed(end: string, read: () => void): void {
    if (++this.depth > this.limits.depth)
      throw refused('too_deep', this.named(), `It is nested deeper than ${this.limits.depth} levels.`);
    this.at++;
    this.space();
    if (this.text[this.at] === end) this.at++;
    else
      for (;;) {
        read();
        this.space();
        const mark = this.text[this.at++];
        if (mark === end) break;
        if (mark !== ',') throw this.fault('A comma or an end is missing.');
        this.space();
      }
    this.depth--;
  }

  private string(): string {
    const { text } = this;
    const start = ++this.at;
    let from = start;
    let out = '';
    for (;;) {
      const unit = text.charCodeAt(this.at);
      if (unit === 0x22) break;
      if (unit === 0x5c) {
        out += text.slice(from, this.at) + this.escape();
        from = this.at;
      } else if (!(unit >= 0x20)) throw this.fault('A text does not end, or holds a control character.');
      else this.at++;
    }
    out += text.slice(from, this.at++);
    if (out.length > this.limits.text) {
      this.spoil('too_long', `A text is longer than ${this.limits.text} characters.`);
      return '';
    }
    return out;
  }

  private escape(): string {
    const mark = this.text[this.at + 1] ?? '';
    if (mark === 'u') {
      const hex = this.text.slice(this.at + 2, this.at + 6);
      if (!HEX.test(hex)) throw this.fault('An escape is not one of JSON.');
      this.at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const one = Object.hasOwn(ESCAPES, mark) ? ESCAPES[mark] : undefined;
    if (one === undefined) throw this.fault('An escape is not one of JSON.');
    this.at += 2;
    return one;
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text);
    if (!found) throw this.fault('This is no value of JSON.');
    this.at += found[0].length;
    const value = Number(found[0]);
    if (!Number.isFinite(value)) this.spoil('number', 'A number is out of range.');
    return value;
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.fault('This is no value of JSON.');
    this.at += word.length;
    return value;
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }

  /** The first fault of an object stands. Outside of objects it is one of the whole. */
  private spoil(code: string, message: string): void {
    if (this.place < 0) throw refused(code, null, message);
    if (!this.spoiled.has(this.place)) this.spoiled.set(this.place, { code, object: this.named(), message });
  }

  private named(): string | null {
    if (this.place < 0) return null;
    return this.id === null ? `object ${this.place + 1}` : show(this.id);
  }

  private fault(message: string, code = 'json'): Refused {
    return refused(code, this.named(), `${message} (at character ${this.at + 1})`);
  }
}

/** In the root object and in its list. */
const OBJECT_DEPTH = 2;

/** A name from outside, for a sentence. */
export function show(name: string): string {
  const plain = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain;
}
