import { many, type Spec, sceneFor, strangers } from '@/lib/detect/fixture';
import type { Scene } from '@/lib/detect/group';

/** One case of a signal: what it must find in a scene. `says` is held against the summary sentence. */
export interface Fixture {
  name: string;
  scene: () => Scene;
  /** Bounds of the log-odds; null when the signal has nothing to say. */
  expect: { least: number; most: number; says?: RegExp } | null;
}

/** Thirty accounts that send two scaffolds, twenty times each, among two hundred strangers. */
export function operation(
  extra: (i: number) => Partial<Spec> = () => ({}),
  rest: Parameters<typeof sceneFor>[3] = {},
  others = strangers(200),
): Scene {
  const members = many(30, 'member', (i) => ({
    sends: [
      { family: 'grade', capability: 'rubric_grading', n: 20 },
      { family: 'reason', capability: 'reasoning_elicitation', n: 20 },
    ],
    created: 20 + i * 9.3,
    ...extra(i),
  }));
  return sceneFor([...members, ...others], 'member', { families: ['grade', 'reason'] }, rest);
}

/** Forty people who pasted one popular prompt once or twice, with lives of their own. */
export function viralPrompt(extra: (i: number) => Partial<Spec> = () => ({})): Scene {
  const members = many(40, 'member', (i) => ({
    sends: [
      { family: 'viral', capability: 'reasoning_elicitation' as const, n: 1 + (i % 2) },
      { n: 10 + (i % 15) },
    ],
    created: 30 + i * 15,
    starts: [i * 3000, i * 3000 + 4000].slice(0, 1 + (i % 2)),
    ...extra(i),
  }));
  return sceneFor([...members, ...strangers(200)], 'member', { families: ['viral'] });
}
