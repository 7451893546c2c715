const SLOT = '⟨…⟩';
const MOST_WORDS = 160;
const LONGEST = 400;

/**
 * The constant part of texts made from one scaffold: the words that all of them have in the same order, with slots
 * between. Reads at most 160 words of each; one text alone is given as it is.
 */
export function skeletonOf(texts: readonly string[]): string {
  const lists = texts.map((text) => text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS));
  const [first, ...rest] = lists;
  if (!first) return '';
  let common: string[] = first;
  for (const words of rest) common = commonWords(common, words);
  if (common.length < 3) return first.join(' ').slice(0, LONGEST);
  const pieces: string[] = [];
  let at = 0;
  for (const word of common) {
    const next = first.indexOf(word, at);
    if (next > at) pieces.push(SLOT);
    pieces.push(word);
    at = next + 1;
  }
  if (at < first.length) pieces.push(SLOT);
  return pieces.join(' ').slice(0, LONGEST);
}

/** Longest common subsequence of two word lists. */
function commonWords(a: readonly string[], b: readonly string[]): string[] {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] as number) + 1
          : Math.max(table[(i + 1) * width + j] as number, table[i * width + j + 1] as number);
    }
  }
  const common: string[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common.push(a[i] as string);
      i++;
      j++;
    } else if ((table[(i + 1) * width + j] as number) >= (table[i * width + j + 1] as number)) i++;
    else j++;
  }
  return common;
}
