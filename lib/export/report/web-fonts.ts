import { readFile } from 'node:fs/promises';
import { holds, SANS, type Slice, slicesOf } from './slices';

/** A page of Chinese needs some dozens of slices of about 50 kB; beyond this the reader's own fonts do. */
const MOST_SLICES = 60;

/**
 * The fonts that a text needs as rules of CSS with the fonts in them: the same type on every machine, also for scripts that the
 * reader's has no font for. Only slices that hold a character of the text, in a fixed order.
 */
export async function webFonts(text: string): Promise<string> {
  const chars = [...new Set(text)].map((char) => char.codePointAt(0) ?? 0).filter((point) => point >= 0x20);
  let missing = new Set(chars);
  const wanted: Slice[] = [];
  for (const name of SANS) {
    if (missing.size === 0) break;
    for (const slice of await slicesOf(name)) {
      const held = [...missing].filter((point) => holds(slice, point));
      if (held.length === 0) continue;
      wanted.push(slice);
      missing = new Set([...missing].filter((point) => !holds(slice, point)));
    }
  }
  const rules: string[] = [];
  for (const { file, ranges } of wanted.slice(0, MOST_SLICES)) {
    const data = (await readFile(file)).toString('base64');
    const range = ranges
      .map(([from, to]) => `U+${from.toString(16)}${to > from ? `-${to.toString(16)}` : ''}`)
      .join(',');
    rules.push(
      `@font-face{font-family:Report;font-weight:100 900;src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range}}`,
    );
  }
  return rules.join('\n');
}
