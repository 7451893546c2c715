'use client';

import type { FindHit } from '@/lib/model/console/status';

const MOST = 8;
const keyOf = (person: string) => `retort-found:${person}`;

/** Where this person went from the finder on this machine, latest first. Anything else that is stored counts as nothing. */
export function readRecent(person: string): FindHit[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isHit).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Puts a place first among the recent ones. */
export function rememberRecent(person: string, hit: FindHit): void {
  const rest = readRecent(person).filter(({ href }) => href !== hit.href);
  try {
    localStorage.setItem(keyOf(person), JSON.stringify([hit, ...rest].slice(0, MOST)));
  } catch {
    // Without room to store nothing is remembered.
  }
}

function isHit(value: unknown): value is FindHit {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, title, detail, href } = value as Record<string, unknown>;
  return (
    typeof kind === 'string' &&
    typeof title === 'string' &&
    typeof detail === 'string' &&
    typeof href === 'string' &&
    /^\/(?!\/)/.test(href)
  );
}
