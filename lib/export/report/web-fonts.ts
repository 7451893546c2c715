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
  const wanted: { slice: Slice; held: number[] }[] = [];
  for (const name of SANS) {
    if (missing.size === 0) break;
    for (const slice of await slicesOf(name)) {
      const held = [...missing].filter((point) => holds(slice, point));
      if (held.length === 0) continue;
      wanted.push({ slice, held });
      missing = new Set([...missing].filter((point) => !holds(slice, point)));
    }
  }
  const rules: string[] = [];
  for (const { slice, held } of wanted.slice(0, MOST_SLICES)) {
    const data = (await readFile(slice.file)).toString('base64');
    // Only what no slice before it has: of two rules for a character the later one counts.
    const range = held
      .sort((x, y) => x - y)
      .map((point) => `U+${point.toString(16)}`)
      .join(',');
    rules.push(
      `@font-face{font-family:Report;font-weight:100 900;src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range}}`,
    );
  }
  return rules.join('\n');
}
