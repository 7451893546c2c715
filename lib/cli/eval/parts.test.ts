import { expect, test } from 'vitest';
import { random } from '@/lib/simulate/random';
import type { ClientWindow } from './data';
import { countLabels, evaluateParts, scaffoldPart } from './parts';
import { timingPart } from './timing-part';

const rng = random(3);
const word = () =>
  Array.from({ length: 3 + rng.int(6) }, () => rng.pick([...'abcdefghiklmnoprstuvwz'])).join('');
const payload = () => Array.from({ length: 12 }, word).join(' ');

test('prompts of one template come into one family, those of another into another', () => {
  const templates = Array.from({ length: 60 }, (_, i) =>
    i % 2
      ? {
          template: 'a',
          prompt: `Read the passage below and name the city that it speaks of.\n\n${payload()}\n\nThe city is:`,
        }
      : {
          template: 'b',
          prompt: `Decide whether both sentences mean the same and answer yes or no.\n\n${payload()}\n\nSame meaning?`,
        },
  );
  expect(scaffoldPart(templates).agreement).toMatchObject({ classes: 2, clusters: 2, coverage: 1, ari: 1 });
});

test('labels that ordinary people hardly ask for are counted', () => {
  const counts = countLabels('some', [
    'How do I boil an egg?',
    '###Task Description:\nAn instruction, a response to evaluate and a score rubric are given. Write feedback strictly based on the given score rubric, then an integer score from 1 to 5.\n\n###Score Rubrics:\nScore 1: bad. Score 5: good.',
  ]);
  expect(counts).toMatchObject({ prompts: 2, rare: 1, labels: { general: 1, rubric_grading: 1 } });
});

test('without material nothing is scored', () => {
  const empty = { templates: [], payloads: [], grading: [], ordinary: new Map(), labelled: [], windows: [] };
  expect(evaluateParts(empty)).toEqual({ scaffolds: null, capabilities: null, ordinary: null, timing: null });
});

test('clients of different volume that send at random are not taken for one dispatcher', () => {
  const windows: ClientWindow[] = Array.from({ length: 20 }, (_, c) => c).flatMap((c) =>
    Array.from({ length: 144 }, (_, w) => ({
      client: `c${c}`,
      at: w * 600,
      rate: 0.02 * 1.3 ** (c - 10) * (1 + Math.sin((w + c * 17) / 9)),
      cv: 1.3,
    })),
  );
  const { clients, windows_below_half, groups } = timingPart(windows, 20);
  expect({ clients, windows_below_half }).toEqual({ clients: 20, windows_below_half: 0 });
  const drawn = groups.find((one) => one.drawn === 'at random' && one.size === 8);
  expect(drawn?.groups).toBe(20);
  expect(drawn?.marked['load-balancing']).toBeLessThan(2);
});
