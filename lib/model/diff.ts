/** A stretch of words that both texts have, or only the first, or only the second. */
export interface DiffPart {
  side: 'both' | 'first' | 'second';
  text: string;
}

const MOST_WORDS = 600;

/**
 * How two texts differ word by word, by their longest common subsequence. Reads at most 600 words of each, so the work
 * stays bounded; characters of scripts without spaces count as words.
 */
export function diffWords(first: string, second: string): DiffPart[] {
  const a = wordsOf(first);
  const b = wordsOf(second);
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
  const parts: DiffPart[] = [];
  const push = (side: DiffPart['side'], word: string) => {
    const last = parts.at(-1);
    if (last?.side === side) last.text += word;
    else parts.push({ side, text: word });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push('both', a[i++] as string);
      j++;
    } else if (
      j >= b.length ||
      (i < a.length && (table[(i + 1) * width + j] as number) >= (table[i * width + j + 1] as number))
    ) {
      push('first', a[i++] as string);
    } else push('second', b[j++] as string);
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
