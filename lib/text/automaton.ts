import { FOLD } from './fold';

const SPACE = 0x20;
const SKIPPED = 0xffff;
const WORD = 1;
const MARK = 2;

/**
 * Finds every occurrence of thousands of phrases in one pass over a text (Aho and Corasick, 1975, as a complete
 * transition table). Text and phrases are folded alike, runs of separators count as one space, and a text begins and
 * ends with one: a phrase ` rank ` matches only the word. A space is also read between a mark and a word, so that
 * `<rank>` and `**rank` hold the word too.
 */
export class Automaton {
  /** The class of a unit as it stands in a text: folding and alphabet in one look-up. 0: a letter of no phrase. */
  private readonly classes = new Uint16Array(0x10000);
  private readonly space: number;
  private readonly width: number;
  /** By class: {@link WORD} or {@link MARK}, 0 for the space. */
  private readonly kinds: Uint8Array;
  private readonly next: Uint16Array;
  /** Where the concepts of a state begin in `concepts`; 0 for a state that ends no phrase. */
  private readonly output: Uint16Array;
  private readonly concepts: Int16Array;

  /** `phrases`: pairs of a phrase as people write it, with spaces at its ends for word bounds, and its concept. */
  constructor(phrases: ReadonlyArray<readonly [phrase: string, concept: number]>) {
    const folded = phrases.map(([phrase, concept]) => [foldPhrase(phrase), concept] as const);
    const alphabet = new Set(folded.flatMap(([units]) => units));
    let width = 1;
    const letters = new Map<number, number>();
    for (const unit of alphabet) letters.set(unit, width++);
    this.width = width;
    this.kinds = new Uint8Array(width).fill(WORD);
    for (const [unit, letter] of letters) this.kinds[letter] = kindOf(unit);
    this.space = letters.get(SPACE) ?? 0;
    for (let unit = 0; unit < 0x10000; unit++) {
      const folded = FOLD[unit] as number;
      this.classes[unit] = folded === 0 ? SKIPPED : (letters.get(folded) ?? 0);
    }

    let children: Array<Map<number, number>> = [new Map()];
    let ends: Array<Set<number>> = [new Set()];
    for (const [units, concept] of folded) {
      let state = 0;
      for (const unit of units) {
        const letter = letters.get(unit) as number;
        let child = children[state]?.get(letter);
        if (child === undefined) {
          child = children.length;
          children.push(new Map());
          ends.push(new Set());
          children[state]?.set(letter, child);
        }
        state = child;
      }
      ends[state]?.add(concept);
    }
    if (children.length > 0xffff) throw new RangeError('too many phrases for one automaton');
    this.next = new Uint16Array(children.length * width);
    [children, ends] = breadthFirst(children, ends);
    this.link(children, ends);

    this.output = new Uint16Array(children.length);
    const concepts: number[] = [-1];
    for (const [state, set] of ends.entries()) {
      if (set.size === 0) continue;
      this.output[state] = concepts.length;
      concepts.push(...[...set].sort((a, b) => a - b), -1);
    }
    this.concepts = Int16Array.from(concepts);
  }

  /** Fills the transition table breadth first, a missing edge leading where the failure link leads. */
  private link(children: Array<Map<number, number>>, ends: Array<Set<number>>): void {
    const { next, width } = this;
    const failure = new Uint16Array(children.length);
    const queue: number[] = [];
    for (const [letter, child] of children[0] as Map<number, number>) {
      next[letter] = child;
      queue.push(child);
    }
    for (const state of queue) {
      const fallback = failure[state] as number;
      for (const concept of ends[fallback] as Set<number>) ends[state]?.add(concept);
      for (let letter = 0; letter < width; letter++) {
        const child = children[state]?.get(letter);
        const inherited = next[fallback * width + letter] as number;
        if (child === undefined) next[state * width + letter] = inherited;
        else {
          next[state * width + letter] = child;
          failure[child] = inherited;
          queue.push(child);
        }
      }
    }
  }

  /** Reads `text` from `start` to `end` and tells `onHit` each concept named there, with the place where it ends. */
  scan(text: string, start: number, end: number, onHit: (concept: number, place: number) => void): void {
    const { classes, kinds, width, next, output, concepts, space } = this;
    let state = next[space] as number;
    let last = space;
    let kind = 0;
    for (let i = start; i <= end; i++) {
      let letter = i < end ? (classes[text.charCodeAt(i)] as number) : space;
      if (letter === SKIPPED || (letter === space && last === space)) continue;
      const before = kind;
      kind = kinds[letter] as number;
      if (before === MARK && kind === WORD) {
        letter = space;
        kind = 0;
        i--;
      }
      last = letter;
      state = next[state * width + letter] as number;
      let at = output[state] as number;
      if (at === 0) continue;
      for (let concept = concepts[at] as number; concept >= 0; concept = concepts[++at] as number)
        onHit(concept, i + 1);
    }
  }
}

/** Numbers the states level by level: the shallow ones, which nearly all of a text visits, lie together in the cache. */
function breadthFirst(
  children: ReadonlyArray<Map<number, number>>,
  ends: ReadonlyArray<Set<number>>,
): [Array<Map<number, number>>, Array<Set<number>>] {
  const order = [0];
  const place = new Uint32Array(children.length);
  for (const state of order) {
    for (const child of (children[state] as Map<number, number>).values()) {
      place[child] = order.length;
      order.push(child);
    }
  }
  return [
    order.map(
      (state) =>
        new Map(
          [...(children[state] as Map<number, number>)].map(([letter, child]) => [
            letter,
            place[child] as number,
          ]),
        ),
    ),
    order.map((state) => ends[state] as Set<number>),
  ];
}

function foldPhrase(phrase: string): number[] {
  const units: number[] = [];
  let kind = 0;
  for (let i = 0; i < phrase.length; i++) {
    const unit = FOLD[phrase.charCodeAt(i)] as number;
    if (unit === 0 || (unit === SPACE && units.at(-1) === SPACE)) continue;
    const before = kind;
    kind = kindOf(unit);
    if (before === MARK && kind === WORD) units.push(SPACE);
    units.push(unit);
  }
  return units;
}

/** A folded unit is a space, part of a word, or a mark with a meaning. */
function kindOf(unit: number): number {
  if (unit === SPACE) return 0;
  return unit > 0x7f || (unit >= 0x61 && unit <= 0x7a) || unit === 0x30 ? WORD : MARK;
}
