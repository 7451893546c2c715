/** What a bundle may be before it is refused whole, or one of its objects is. A program sends these, so they are generous. */
export interface Limits {
  /** Bytes of the text, and objects in it. */
  bytes: number;
  objects: number;
  /** Values of any kind in it: what memory it takes once read. */
  values: number;
  /** Objects and lists within each other. */
  depth: number;
  /** UTF-16 units of one text; of one pattern. */
  text: number;
  pattern: number;
  /** Properties of one object. */
  properties: number;
  /** Comparisons of one pattern, and alternatives that come of them. */
  comparisons: number;
  alternatives: number;
}

export const LIMITS: Limits = {
  bytes: 32 * 1024 * 1024,
  objects: 100_000,
  values: 4_000_000,
  depth: 24,
  text: 64 * 1024,
  pattern: 16_000,
  properties: 400,
  comparisons: 256,
  alternatives: 256,
};

/** Why something was not taken. `object` names it: its id where it has one, else its place. */
export interface Refusal {
  code: string;
  object: string | null;
  message: string;
}

/** Thrown inside the reader for what makes the whole unreadable. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}
