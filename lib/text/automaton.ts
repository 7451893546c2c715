import { FOLD } from './fold';

const SPACE = 0x20;
const WORD = 1;
const MARK = 2;
const SKIPPED = 3;
/** A class is a letter of the alphabet below its kind. */
const KIND = 14;
const LETTER = (1 << KIND) - 1;

/**
 * Finds every occurrence of thousands of phrases in one pass over a text (Aho and Corasick, 1975, as a complete
 * transition table). Text and phrases are folded alike, runs of separators count as one space, and a text begins and
 * ends with one: a phrase ` rank ` matches only the word. A space is also read between a mark and a word, so that
 * `<rank>` and `**rank` hold the word too.
 */
export class Automaton {
  /**
   * The class of a unit as it stands in a text: folding, alphabet and kind (0 for the space, {@link WORD},
   * {@link MARK} or {@link SKIPPED}) in one look-up. Letter 0: one of no phrase.
   */
  private readonly classes = new Uint16Array(0x10000);
  /** 1 for a unit that leaves the first state as it is inside a word: most of a text is passed over by this alone. */
  private readonly idle = new Uint8Array(0x10000);
  private readonly space: number;
  private readonly width: number;
  private readonly next: Uint16Array;
  /** Where the concepts of a state begin in `concepts`; 0 for a state that ends no phrase. */
  private readonly output: Uint16Array;
  private readonly concepts: Int16Array;

  /** `phrases`: pairs of a phrase as people write it, with spaces at its ends for word bounds, and its concept. */
  constructor(phrases: ReadonlyArray<readonly [phrase: string, concept: number]>) {
    const folded = phrases.map(([phrase, concept]) => [foldPhrase(phrase), concept] as const);
    const alphabet = new Set([SPACE, ...folded.flatMap(([units]) => units)]);
    if (alphabet.size >= LETTER) throw new RangeError('too many letters for one automaton');
    let width = 1;
    const letters = new Map<number, number>();
    for (const unit of alphabet) letters.set(unit, width++);
    this.width = width;
    this.space = letters.get(SPACE) as number;
    for (let unit = 0; unit < 0x10000; unit++) {
      const folded = FOLD[unit] as number;
      const letter = letters.get(folded);
      if (folded === 0) this.classes[unit] = SKIPPED << KIND;
      else this.classes[unit] = letter === undefined ? WORD << KIND : (kindOf(folded) << KIND) | letter;
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
    for (let unit = 0; unit < 0x10000; unit++) {
      const kind = (this.classes[unit] as number) >>> KIND;
      const stays = kind === WORD && this.next[(this.classes[unit] as number) & LETTER] === 0;
      if (kind === SKIPPED || stays) this.idle[unit] = 1;
    }

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
      next.copyWithin(state * width, fallback * width, (fallback + 1) * width);
      for (const [letter, child] of children[state] as Map<number, number>) {
        failure[child] = next[state * width + letter] as number;
        next[state * width + letter] = child;
        queue.push(child);
      }
    }
  }

  /** Reads units from `start` to `end` and tells `onHit` each concept named there, with the place where it ends. */
  scan(
    units: Uint16Array,
    start: number,
    end: number,
    onHit: (concept: number, place: number) => void,
  ): void {
    const { classes, idle, width, next, output, concepts, space } = this;
    let state = next[space] as number;
    let kind = 0;
    for (let i = start; i <= end; i++) {
      const read = i < end ? (classes[units[i] as number] as number) : space;
      const before = kind;
      let letter = read & LETTER;
      kind = read >>> KIND;
      if (kind === SKIPPED || (kind === 0 && before === 0)) {
        kind = before;
        continue;
      }
      if (before === MARK && kind === WORD) {
        letter = space;
        kind = 0;
        i--;
      }
      state = next[Math.imul(state, width) + letter] as number;
      if (state === 0) {
        if (kind === WORD) while (i + 1 < end && idle[units[i + 1] as number] === 1) i++;
        continue;
      }
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
