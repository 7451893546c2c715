import { FOLD } from './fold';

const SPACE = 0x20;
const WORD = 1;
const MARK = 2;
const SKIPPED = 3;
/** A class is a letter of the alphabet below its kind. */
const KIND = 14;
const LETTER = (1 << KIND) - 1;
const MOST_SLOTS = 0x10000;

/**
 * Finds every occurrence of thousands of phrases in a text. Text and phrases are folded alike, runs of separators count
 * as one space, and a text begins and ends with one: a phrase ` rank ` matches only the word. A space is also read
 * between a mark and a word, so that `<rank>` and `**rank` hold the word too.
 *
 * The phrases are a trie in a double array (Aoe, 1989), walked from each place where a phrase can begin. Nearly all
 * begin with a word, and most words leave the trie at their second or third letter; so this touches a few kilobytes,
 * where the complete transition table of Aho and Corasick misses the processor's cache at every word.
 */
export class Automaton {
  /**
   * The class of a unit as it stands in a text: folding, alphabet and kind (0 for the space, {@link WORD},
   * {@link MARK} or {@link SKIPPED}) in one look-up. Letter 0: one of no phrase.
   */
  private readonly classes = new Uint16Array(0x10000);
  /** 1 for a unit with which inside a word no phrase begins: most of a text is passed over by this alone. */
  private readonly idle = new Uint8Array(0x10000);
  private readonly space: number;
  /** The state that a phrase's first letter leads to; 0 for a letter that begins none. */
  private readonly first: Uint16Array;
  /** A state is a slot; `base[state] + letter` is the slot of its child, if the state is its `parent`. */
  private readonly base: Uint16Array;
  private readonly parent: Uint16Array;
  /** Where the concepts of a state begin in `concepts`; 0 for a state that ends no phrase. */
  private readonly output: Uint16Array;
  private readonly concepts: Int16Array;

  private readonly hits = new Hits();

  /** `phrases`: pairs of a phrase as people write it, with spaces at its ends for word bounds, and its concept. */
  constructor(phrases: ReadonlyArray<readonly [phrase: string, concept: number]>) {
    const trie = new Trie();
    const letters = new Map<number, number>();
    const letterOf = (unit: number) => {
      let letter = letters.get(unit);
      if (letter === undefined) {
        letter = letters.size + 1;
        letters.set(unit, letter);
      }
      return letter;
    };
    this.space = letterOf(SPACE);
    for (const [phrase, concept] of phrases) trie.add(foldPhrase(phrase).map(letterOf), concept);
    if (letters.size >= LETTER) throw new RangeError('too many letters for one automaton');
    for (let unit = 0; unit < 0x10000; unit++) {
      const folded = FOLD[unit] as number;
      const letter = letters.get(folded);
      if (folded === 0) this.classes[unit] = SKIPPED << KIND;
      else this.classes[unit] = (kindOf(folded) << KIND) | (letter ?? 0);
    }

    const { base, parent, slotOf, size } = trie.pack(letters.size + 1);
    this.base = Uint16Array.from(base.subarray(0, size));
    this.parent = Uint16Array.from(parent.subarray(0, size));
    this.first = new Uint16Array(letters.size + 1);
    for (let node = trie.child[0] as number; node > 0; node = trie.sibling[node] as number)
      this.first[trie.letter[node] as number] = slotOf[node] as number;
    for (let unit = 0; unit < 0x10000; unit++) {
      const read = this.classes[unit] as number;
      const begins = this.first[read & LETTER] !== 0;
      if (read >>> KIND === SKIPPED || (read >>> KIND === WORD && !begins)) this.idle[unit] = 1;
    }
    this.output = new Uint16Array(size);
    const concepts: number[] = [-1];
    for (const [node, set] of trie.ends) {
      this.output[slotOf[node] as number] = concepts.length;
      concepts.push(...set, -1);
    }
    this.concepts = Int16Array.from(concepts);
  }

  /**
   * Reads units from `start` to `end` and tells `onHit` each concept named there with the place where it ends, in the
   * order of these places, at one place in the order of the concepts' numbers.
   */
  scan(
    units: Uint16Array,
    start: number,
    end: number,
    onHit: (concept: number, place: number) => void,
  ): void {
    const { classes, idle, first, space, hits } = this;
    const afterSpace = first[space] as number;
    hits.count = 0;
    let before = 0;
    for (let i = start; i < end; i++) {
      const read = classes[units[i] as number] as number;
      const kind = read >>> KIND;
      if (kind === SKIPPED) continue;
      if (kind !== 0) {
        if (afterSpace > 0 && (before === 0 || (before === MARK && kind === WORD)))
          this.walk(units, i, end, afterSpace, 0);
        const state = first[read & LETTER] as number;
        if (state > 0) {
          if ((this.output[state] as number) > 0) this.found(state, i + 1);
          this.walk(units, i + 1, end, state, kind);
        }
        if (kind === WORD) while (i + 1 < end && idle[units[i + 1] as number] === 1) i++;
      }
      before = kind;
    }
    hits.tell(onHit);
  }

  /** Goes on from a state with the units from `at`; `before` is the kind of the unit before them. */
  private walk(units: Uint16Array, at: number, end: number, from: number, before: number): void {
    const { classes, space, base, parent, output } = this;
    let state = from;
    let last = before;
    for (let i = at; i <= end; i++) {
      const read = i < end ? (classes[units[i] as number] as number) : space;
      let letter = read & LETTER;
      let kind = read >>> KIND;
      if (kind === SKIPPED || (kind === 0 && last === 0)) continue;
      if (last === MARK && kind === WORD) {
        letter = space;
        kind = 0;
        i--;
      }
      const next = (base[state] as number) + letter;
      if (parent[next] !== state) return;
      state = next;
      last = kind;
      if ((output[state] as number) > 0) this.found(state, i + 1);
    }
  }

  private found(state: number, place: number): void {
    const { concepts, hits } = this;
    let at = this.output[state] as number;
    for (let concept = concepts[at] as number; concept >= 0; concept = concepts[++at] as number)
      hits.add(concept, place);
  }
}

/** Concepts found, with where they end; few, and found nearly in order. */
class Hits {
  count = 0;
  private concept: Int32Array = new Int32Array(64);
  private place: Int32Array = new Int32Array(64);

  add(concept: number, place: number): void {
    if (this.count === this.concept.length) {
      this.concept = grown(this.concept);
      this.place = grown(this.place);
    }
    let at = this.count++;
    for (; at > 0; at--) {
      const other = this.place[at - 1] as number;
      if (other < place || (other === place && (this.concept[at - 1] as number) <= concept)) break;
      this.place[at] = other;
      this.concept[at] = this.concept[at - 1] as number;
    }
    this.place[at] = place;
    this.concept[at] = concept;
  }

  /** Each once, in order. */
  tell(onHit: (concept: number, place: number) => void): void {
    const { count, concept, place } = this;
    for (let i = 0; i < count; i++) {
      if (i > 0 && place[i] === place[i - 1] && concept[i] === concept[i - 1]) continue;
      onHit(concept[i] as number, place[i] as number);
    }
  }
}

function grown(values: Int32Array): Int32Array {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** The phrases as first child and next sibling, while they are being added. Node 0 is the root. */
class Trie {
  readonly letter: number[] = [0];
  readonly child: number[] = [0];
  readonly sibling: number[] = [0];
  /** The concepts of the nodes that end a phrase, ascending. */
  readonly ends = new Map<number, number[]>();

  add(letters: readonly number[], concept: number): void {
    let node = 0;
    for (const letter of letters) {
      let next = this.child[node] as number;
      while (next > 0 && this.letter[next] !== letter) next = this.sibling[next] as number;
      if (next === 0) {
        next = this.letter.push(letter) - 1;
        this.child.push(0);
        this.sibling.push(this.child[node] as number);
        this.child[node] = next;
      }
      node = next;
    }
    const known = this.ends.get(node) ?? [];
    if (!known.includes(concept))
      this.ends.set(
        node,
        [...known, concept].sort((a, b) => a - b),
      );
  }

  /**
   * Gives every node a slot, level by level, so that the shallow ones, which nearly all of a text visits, lie together:
   * for each node the least base at which all its children fall on free slots. Slot 0 is nobody's.
   */
  pack(width: number): { base: Uint32Array; parent: Uint32Array; slotOf: Uint32Array; size: number } {
    const base = new Uint32Array(MOST_SLOTS + width);
    const parent = new Uint32Array(MOST_SLOTS + width);
    const slotOf = new Uint32Array(this.letter.length);
    const taken = new Uint8Array(MOST_SLOTS + width);
    taken[0] = 1;
    let free = 1;
    let most = 0;
    const queue = [0];
    for (const node of queue) {
      const head = this.child[node] as number;
      if (head === 0) continue;
      while (taken[free]) free++;
      let at = Math.max(0, free - (this.letter[head] as number));
      while (!this.fits(head, at, taken)) at++;
      base[slotOf[node] as number] = at;
      for (let next = head; next > 0; next = this.sibling[next] as number) {
        const slot = at + (this.letter[next] as number);
        if (slot >= MOST_SLOTS) throw new RangeError('too many phrases for one automaton');
        taken[slot] = 1;
        parent[slot] = slotOf[node] as number;
        slotOf[next] = slot;
        most = Math.max(most, slot);
        queue.push(next);
      }
    }
    return { base, parent, slotOf, size: most + width + 1 };
  }

  private fits(head: number, at: number, taken: Uint8Array): boolean {
    for (let next = head; next > 0; next = this.sibling[next] as number)
      if (taken[at + (this.letter[next] as number)]) return false;
    return true;
  }
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
