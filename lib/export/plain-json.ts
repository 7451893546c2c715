/** Of C1 and the marks that turn the direction of writing; JSON.stringify escapes C0 by itself. */
const UNSEEN = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * JSON of the same value in which nothing is left that a terminal or an editor would obey instead of showing: such characters
 * are escaped.
 */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSEEN,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
