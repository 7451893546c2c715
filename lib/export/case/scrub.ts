/** What stands where something was left out. */
export const LEFT_OUT = '[left out]';
/** A single character is nobody's name. */
const SHORTEST = 2;
/** Sentences quote the beginning of what is long. */
const CUTS = [40, 60, 80];
/** Scripts with capitals write words apart; in the others a name may stand right beside the next word. */
const INSIDE_A_WORD = /[\p{Lu}\p{Ll}\p{N}_]/u;
const WORD = /[^\s“”"'<>()]+/gu;
const E_MAIL = /[^@]+@[^@,;]+\.[^@,;.]+/gu;
/** Beyond this length nothing with an at sign is looked into: it goes as a whole. */
const LONG_WORD = 400;
/** Counts, which may be equal to somebody's number by chance. */
const FIGURE = /^[\d.,]{1,5}$/;

/**
 * Takes values out of sentences, wherever they stand as words of their own, in any case; the longest first, so that a name goes
 * as a whole. E-mail addresses go even when they are no value. Time grows with the text, not with the number of values.
 */
export class Scrubber {
  private readonly values = new Set<string>();
  /** The lengths of the values that begin with these characters, longest first. */
  private readonly lengths = new Map<string, number[]>();
  private readonly known = new Map<string, string>();

  constructor(values: Iterable<string>) {
    for (const value of values) {
      const low = fold(value.trim());
      if (low.length < SHORTEST || FIGURE.test(low)) continue;
      this.values.add(low);
      for (const length of CUTS) if (low.length > length) this.values.add(low.slice(0, length).trimEnd());
    }
    for (const value of this.values) {
      const begin = value.slice(0, SHORTEST);
      const lengths = this.lengths.get(begin) ?? [];
      if (!lengths.includes(value.length)) lengths.push(value.length);
      this.lengths.set(begin, lengths);
    }
    for (const lengths of this.lengths.values()) lengths.sort((a, b) => b - a);
  }

  text(text: string): string {
    const before = this.known.get(text);
    if (before !== undefined) return before;
    const free = this.scrub(text.replace(WORD, withoutEMail));
    this.known.set(text, free);
    return free;
  }

  private scrub(text: string): string {
    const low = fold(text);
    let free = '';
    let kept = 0;
    for (let at = 0; at + SHORTEST <= low.length; at++) {
      const length = this.lengths
        .get(low.slice(at, at + SHORTEST))
        ?.find((n) => this.values.has(low.slice(at, at + n)) && standsAlone(low, at, at + n));
      if (length === undefined) continue;
      free += text.slice(kept, at) + LEFT_OUT;
      kept = at + length;
      at = kept - 1;
    }
    return free + text.slice(kept);
  }
}

function withoutEMail(word: string): string {
  if (!word.includes('@')) return word;
  return word.length > LONG_WORD ? LEFT_OUT : word.replace(E_MAIL, LEFT_OUT);
}

/** In lower case, letter by letter, so that positions stay what they are. */
function fold(text: string): string {
  const low = text.toLowerCase();
  if (low.length === text.length) return low;
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i).toLowerCase();
    folded += letter.length === 1 ? letter : text.charAt(i);
  }
  return folded;
}

function standsAlone(text: string, start: number, end: number): boolean {
  const within = (a: number, b: number) =>
    a >= 0 && b < text.length && INSIDE_A_WORD.test(text.charAt(a)) && INSIDE_A_WORD.test(text.charAt(b));
  return !within(start - 1, start) && !within(end - 1, end);
}
