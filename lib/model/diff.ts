/** A stretch of words that both texts have, or only the first, or only the second. */
export interface DiffPart {
  side: 'both' | 'first' | 'second';
  text: string;
}

const MOST_WORDS = 600;

/**
 * How two lists are brought together, item by item: what is next, in both or in one of them alone. Follows a longest common
 * subsequence (dynamic programming, so time and memory grow with the product of the lengths, at most 65,535 each).
 */
export function alignment<T>(a: readonly T[], b: readonly T[]): DiffPart['side'][] {
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
  const sides: DiffPart['side'][] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      sides.push('both');
      i++;
      j++;
    } else if (
      j >= b.length ||
      (i < a.length && (table[(i + 1) * width + j] as number) >= (table[i * width + j + 1] as number))
    ) {
      sides.push('first');
      i++;
    } else {
      sides.push('second');
      j++;
    }
  }
  return sides;
}

/**
 * How two texts differ word by word. Reads at most 600 words of each, so the work stays bounded; characters of scripts
 * without spaces count as words.
 */
export function diffWords(first: string, second: string): DiffPart[] {
  const a = wordsOf(first);
  const b = wordsOf(second);
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  for (const side of alignment(a, b)) {
    const word = (side === 'second' ? b[j] : a[i]) as string;
    if (side !== 'second') i++;
    if (side !== 'first') j++;
    const last = parts.at(-1);
    if (last?.side === side) last.text += word;
    else parts.push({ side, text: word });
  }
  return parts;
}

/** Words with the space after them. */
function wordsOf(text: string): string[] {
  const words = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*|\s+/gu,
  );
  return (words ?? []).slice(0, MOST_WORDS);
}
