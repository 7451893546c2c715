import { alignment } from '@/lib/model/diff';
import { isUnspaced } from '@/lib/text/fold';

const SLOT = '⟨…⟩';
const MOST_TOKENS = 160;
const LONGEST = 400;
/** Signs of a script without spaces that stand alone between slots are there by chance. */
const LEAST_SIGNS = 2;

/**
 * The constant part of texts made from one scaffold: the words (of Chinese, Japanese and Thai: the signs) that all of
 * them have in the same order, with slots between. Reads at most 160 of each; one text alone is given as it is.
 */
export function skeletonOf(texts: readonly string[]): string {
  const lists = texts.map(tokensOf);
  const [first, ...rest] = lists;
  if (!first) return '';
  let kept = first.map((_, place) => place);
  for (const tokens of rest) {
    const common = commonPlaces(
      kept.map((place) => first[place] as string),
      tokens,
    );
    kept = common.map((at) => kept[at] as number);
  }
  if (rest.length > 0) kept = withoutChance(first, kept);
  if (kept.length < 3) return render(first, [...first.keys()]).slice(0, LONGEST);
  return render(first, kept).slice(0, LONGEST);
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const word of text.split(/\s+/)) {
    let start = 0;
    for (let at = 0; at < word.length; at++) {
      if (!isSign(word.charCodeAt(at))) continue;
      if (at > start) tokens.push(word.slice(start, at));
      tokens.push(word.charAt(at));
      start = at + 1;
    }
    if (start < word.length) tokens.push(word.slice(start));
    if (tokens.length >= MOST_TOKENS) break;
  }
  return tokens.slice(0, MOST_TOKENS);
}

/** A sign of a script without spaces, or a mark of its punctuation. */
function isSign(code: number): boolean {
  return isUnspaced(code) || (code >= 0x3000 && code <= 0x303f) || (code >= 0xff01 && code <= 0xff1f);
}

function isSignToken(token: string): boolean {
  return token.length === 1 && isSign(token.charCodeAt(0));
}

/** Places in `a` of the longest subsequence that it shares with `b`. */
function commonPlaces(a: readonly string[], b: readonly string[]): number[] {
  return alignment(a, b)
    .filter((side) => side !== 'second')
    .flatMap((side, place) => (side === 'both' ? [place] : []));
}

function withoutChance(tokens: readonly string[], kept: readonly number[]): number[] {
  const left: number[] = [];
  for (let at = 0; at < kept.length; ) {
    let end = at + 1;
    while (end < kept.length && kept[end] === (kept[end - 1] as number) + 1) end++;
    const run = kept.slice(at, end);
    const atEdge = run[0] === 0 || run[run.length - 1] === tokens.length - 1;
    if (atEdge || run.length >= LEAST_SIGNS || !run.every((place) => isSignToken(tokens[place] as string)))
      left.push(...run);
    at = end;
  }
  return left;
}

function render(tokens: readonly string[], kept: readonly number[]): string {
  let text = '';
  let next = 0;
  let before = '';
  const add = (token: string) => {
    text += text === '' || (isSignToken(before) && isSignToken(token)) ? token : ` ${token}`;
    before = token;
  };
  for (const place of kept) {
    if (place > next) add(SLOT);
    add(tokens[place] as string);
    next = place + 1;
  }
  if (next < tokens.length) add(SLOT);
  return text;
}
