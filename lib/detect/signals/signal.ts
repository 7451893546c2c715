import type { Scene } from '@/lib/detect/group';
import type { Action } from '@/lib/model/campaign';

/** What a signal rests on. Findings of one theme overlap, so all but the strongest are discounted. */
export type Theme =
  | 'payment'
  | 'registration'
  | 'infrastructure'
  | 'content'
  | 'program'
  | 'timing'
  | 'reasoning'
  | 'succession'
  | 'harvest'
  | 'customer'
  | 'public';

/** Themes that one customer's accounts have in common without being a covert operation. */
export const ONE_CUSTOMER: readonly Theme[] = [
  'payment',
  'registration',
  'infrastructure',
  'content',
  'program',
  'timing',
  'reasoning',
];

/** What a signal found: its weight before discount, and the sentences and numbers behind it. */
export interface Finding {
  /** Natural logarithm of the likelihood ratio: positive speaks for, negative against. */
  logOdds: number;
  /** A plain sentence with its numbers. */
  summary: string;
  /** The null model or base rate it is measured against, as a sentence. */
  baseline: string;
  /** JSON-safe facts behind the sentence. */
  details: Record<string, unknown>;
  /**
   * An innocent explanation and how much of the evidence for coordination on these themes it accounts for, 0 to 1: what
   * one customer, one class or one client has in common anyway says that much less.
   */
  explains?: { themes: readonly Theme[]; share: number };
  /** Whether people who heard of the same thing show it as well: together with a program it makes no operation yet. */
  news?: boolean;
  /** Whether people who follow the same instructions, each on their own, may show it as well: nobody is suspended for it. */
  instructed?: boolean;
  /** Whether the accounts share nothing although it would have been seen: what people who follow the same instructions show leads to no step then. */
  untied?: boolean;
  /** The highest step to recommend while this explanation stands. */
  most?: Action;
}

/** One named test. `evaluate` is pure; null when it has nothing to say about the group. */
export interface Signal {
  name: string;
  about: 'coordination' | 'extraction';
  theme: Theme;
  /** Further themes on which its finding rests as much: what was done and when are two kinds of evidence. */
  also?: readonly Theme[];
  evaluate(scene: Scene): Finding | null;
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `1,234` */
export function number(value: number): string {
  return WHOLE.format(value);
}

/** A share as `48%`; small ones keep a digit: `0.4%`. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value >= 9.95) return `${value.toFixed(0)}%`;
  if (value < 0.1) return 'under 0.1%';
  return `${value.toFixed(1)}%`;
}

/** `1 account`, `3 accounts` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** A time span given in milliseconds, in the unit a person would use. */
export function span(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 90) return plural(Math.max(1, Math.round(minutes)), 'minute');
  if (minutes < 48 * 60) return plural(Math.round(minutes / 60), 'hour');
  return plural(Math.round(minutes / 1440), 'day');
}
