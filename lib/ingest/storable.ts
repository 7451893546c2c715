import { clean } from '@/lib/text/mask';

/** Whether PostgreSQL can hold a text: no NUL, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0) return false;
    if (unit >= 0xd800 && unit <= 0xdfff) return !HALF_PAIR.test(text) && !text.includes('\0');
  }
  return true;
}

const HALF_PAIR = /\p{Cs}/u;

/** The text itself where PostgreSQL can hold it, else without what it cannot. */
export function storable(text: string): string {
  return isStorable(text) ? text : clean(text);
}
