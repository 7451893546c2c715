import { count } from '@/components/ui/format';
import type { ExportPreview } from '@/lib/model/list-export';

/** What is in a file, as a sentence: how many match, and how many it may hold. */
export function matchWords(
  { matching, cut, limit }: Pick<ExportPreview, 'matching' | 'cut' | 'limit'>,
  what: string,
): string {
  if (cut)
    return `More than ${count(limit)} ${what} match. A file holds at most ${count(limit)}: it would have the first of them, in the order of the list. Narrow the filter for the rest.`;
  if (matching === 0) return `No ${what} match: the file would have no rows.`;
  return `${count(matching)} ${what} match, all of which the file will have. At most ${count(limit)} go into one.`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

/** A size for a person: "34.5 MB". Thousands are 1000. */
export function bytesWord(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1_000 ** power;
  return `${power === 0 ? size : size.toFixed(size < 10 ? 1 : 0)} ${UNITS[power]}`;
}
