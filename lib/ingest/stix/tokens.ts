/** A piece of a STIX pattern (STIX 2.1, section 9). */
export type Token =
  | { type: 'string'; value: string; at: number }
  | { type: 'number'; value: number; at: number }
  | { type: 'boolean'; value: boolean; at: number }
  /** A time, or bytes: literals that nothing here is compared with. */
  | { type: 'literal'; value: string; at: number }
  | { type: 'path'; value: string; at: number }
  | { type: 'word'; value: string; at: number }
  | { type: 'mark'; value: string; at: number };

/** What is wrong with a pattern. */
export class PatternError extends Error {}

const WORDS = new Set([
  'AND',
  'OR',
  'NOT',
  'FOLLOWEDBY',
  'WITHIN',
  'SECONDS',
  'REPEATS',
  'TIMES',
  'START',
  'STOP',
  'IN',
  'LIKE',
  'MATCHES',
  'ISSUBSET',
  'ISSUPERSET',
  'EXISTS',
]);
const SPACE = /(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)+/y;
const MARKS = /<=|>=|!=|<>|==|[=<>()[\],]/y;
const NUMBERS = /[+-]?\d+(?:\.\d+)?/y;
const NAME = /[A-Za-z][A-Za-z0-9_-]*/y;
/** `type:step.step[*].'quoted step'` */
const STEP = /[A-Za-z_][A-Za-z0-9_-]*|'(?:[^'\\]|\\.)*'/y;
const INDEX = /\[(?:\*|-?\d{1,6})\]/y;

/** The pieces of a pattern in order. Takes time linear in its length. Throws PatternError with where it is not one. */
export function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (expression: RegExp): string | null => {
    expression.lastIndex = at;
    const found = expression.exec(pattern);
    if (!found) return null;
    at += found[0].length;
    return found[0];
  };
  const fault = (what: string) => new PatternError(`${what} at character ${at + 1}`);
  while (at < pattern.length) {
    if (take(SPACE) !== null) continue;
    const start = at;
    const unit = pattern[at] as string;
    if (unit === "'") {
      tokens.push({ type: 'string', value: quoted(), at: start });
      continue;
    }
    if (/[tbh]/.test(unit) && pattern[at + 1] === "'") {
      at++;
      tokens.push({ type: 'literal', value: quoted(), at: start });
      continue;
    }
    const mark = take(MARKS);
    if (mark !== null) {
      tokens.push({ type: 'mark', value: mark, at: start });
      continue;
    }
    const number = take(NUMBERS);
    if (number !== null) {
      tokens.push({ type: 'number', value: Number(number), at: start });
      continue;
    }
    const name = take(NAME);
    if (name === null) throw fault('Something that is no part of a pattern');
    if (pattern[at] === ':') {
      at++;
      tokens.push({ type: 'path', value: `${name}:${steps()}`, at: start });
    } else if (WORDS.has(name.toUpperCase()))
      tokens.push({ type: 'word', value: name.toUpperCase(), at: start });
    else if (name === 'true' || name === 'false')
      tokens.push({ type: 'boolean', value: name === 'true', at: start });
    else throw fault(`The word ${name.slice(0, 40)}, which patterns do not have,`);
  }
  return tokens;

  function steps(): string {
    let path = '';
    for (;;) {
      const step = take(STEP);
      if (step === null) throw fault('A path that does not go on');
      path += step;
      for (let index = take(INDEX); index !== null; index = take(INDEX)) path += index;
      if (pattern[at] !== '.') return path;
      path += '.';
      at++;
    }
  }

  function quoted(): string {
    let out = '';
    for (at++; ; at++) {
      const one = pattern[at];
      if (one === undefined) throw fault('A text that does not end');
      if (one === "'") break;
      if (one === '\\') {
        const next = pattern[++at];
        if (next !== '\\' && next !== "'") throw fault('An escape that patterns do not have');
        out += next;
      } else out += one;
    }
    at++;
    return out;
  }
}
