import { isUnspaced } from './fold';

/** What stands for a slot. */
export const SLOT = '⟨…⟩';

const MOST_EXAMPLES = 8;
const MOST_TOKENS = 150;
/** Fewer constant words in a row than this are chance, unless at an end. */
const LEAST_RUN = 2;

/**
 * What prompts of one scaffold have in common, with `⟨…⟩` for what differs: `Score the answer from 1 to 10 on ⟨…⟩ and justify`.
 * The longest common subsequence of words, taken over at most 8 prompts of at most 150 words (of a script without
 * spaces: characters). Give it masked excerpts. Empty for none; the prompt itself for one.
 */
export function commonSkeleton(prompts: readonly string[]): string {
  const [first, ...others] = prompts.slice(0, MOST_EXAMPLES).map(tokens);
  if (!first) return '';
  let kept = first.map((_, index) => index);
  for (const other of others) {
    const left = kept.map((index) => first[index] as string);
    kept = common(left, other).map((at) => kept[at] as number);
  }
  return render(first, kept);
}

function tokens(prompt: string): string[] {
  const list: string[] = [];
  for (const word of prompt.slice(0, 4_000).split(/\s+/)) {
    let start = 0;
    for (let at = 0; at < word.length; at++) {
      if (!isUnspaced(word.charCodeAt(at))) continue;
      if (at > start) list.push(word.slice(start, at));
      list.push(word.charAt(at));
      start = at + 1;
    }
    if (start < word.length) list.push(word.slice(start));
    if (list.length >= MOST_TOKENS) break;
  }
  return list.slice(0, MOST_TOKENS);
}

/** Where in `a` the longest subsequence lies that it shares with `b`. */
function common(a: readonly string[], b: readonly string[]): number[] {
  const width = b.length + 1;
  const best = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i * width + j] =
        a[i] === b[j]
          ? (best[(i + 1) * width + j + 1] as number) + 1
          : Math.max(best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
    }
  }
  const places: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      places.push(i++);
      j++;
    } else if ((best[(i + 1) * width + j] as number) >= (best[i * width + j + 1] as number)) i++;
    else j++;
  }
  return places;
}

function render(words: readonly string[], kept: readonly number[]): string {
  let text = '';
  const add = (piece: string) => {
    const joins =
      text === '' || (isUnspaced(text.charCodeAt(text.length - 1)) && isUnspaced(piece.charCodeAt(0)));
    text += joins ? piece : ` ${piece}`;
  };
  let next = 0;
  for (let at = 0; at < kept.length; ) {
    let end = at + 1;
    while (end < kept.length && kept[end] === (kept[end - 1] as number) + 1) end++;
    const [from, to] = [kept[at] as number, kept[end - 1] as number];
    if (end - at >= LEAST_RUN || from === 0 || to === words.length - 1) {
      if (from > next) add(SLOT);
      for (let i = from; i <= to; i++) add(words[i] as string);
      next = to + 1;
    }
    at = end;
  }
  if (next < words.length) add(SLOT);
  return text;
}
