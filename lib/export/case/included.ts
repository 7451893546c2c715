import type { Included } from './model';

/** Items of a list that may be cut, with how many there are. */
export interface Cut<T> {
  items: T[];
  included: Included;
}

export function cutOf<T>(items: T[], total: number, limit: number): Cut<T> {
  return { items, included: { total, included: items.length, limit } };
}
