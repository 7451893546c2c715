import type { Capability } from '@/lib/model/capability';
import type { Random } from './random';
import type { Stage } from './stage';
import { type Book, fill } from './text/scaffolds';
import { modelAnswer } from './text/tasks';

/** One request of a harvest: a task wrapped in one of the operator's scaffolds for the capability. */
export function harvestPrompt(stage: Stage, rng: Random, book: Book, capability: Capability): string {
  const scaffold = rng.pick(book[capability] ?? ['{p}']);
  return fill(scaffold, {
    p: stage.prompts.payload(rng, capability),
    a: modelAnswer(rng),
    n: 2 + rng.int(40),
  });
}

const SYNONYMS: readonly (readonly [string, readonly string[]])[] = [
  ['complete', ['full', 'entire', 'whole']],
  ['every', ['each', 'any and every']],
  ['Return', ['Give', 'Output', 'Produce']],
  ['before', ['prior to', 'ahead of']],
  ['reasoning', ['thought process', 'line of reasoning', 'deliberation']],
  ['never', ['do not ever', 'under no circumstances']],
  ['answer', ['reply', 'final answer']],
  ['Goal', ['Objective', 'Target']],
];

/** The same scaffold in slightly other words, as operators do who know that exact copies are looked for. */
export function vary(text: string, rng: Random): string {
  let varied = text;
  for (const [word, others] of SYNONYMS) if (rng.chance(0.3)) varied = varied.replace(word, rng.pick(others));
  return varied;
}

/** The newest block of reasoning that other accounts were given, for replay; holds the last few thousand. */
export class ReasoningStore {
  private readonly held: { account: string; hash: string }[] = [];
  private written = 0;

  constructor(private readonly size: number) {}

  keep(account: string, hash: string): void {
    this.held[this.written++ % this.size] = { account, hash };
  }

  /** Some blocks issued to others than this account. */
  foreign(account: string, most: number, rng: Random): string[] {
    if (this.held.length === 0) return [];
    const drawn = Array.from({ length: most }, () => rng.pick(this.held));
    return [...new Set(drawn.filter((block) => block.account !== account).map((block) => block.hash))];
  }
}
