import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAPABILITIES, type Capability } from '@/lib/model/capability';
import { seeded } from '@/lib/model/random';
import { analyzeExchange } from '@/lib/text/analyze';
import { readCues } from '@/lib/text/reader';
import { NO_TOOLS } from '@/lib/text/tool-kinds';
import { spelled } from '@/lib/text/units';
import { makeRequests } from './corpus';
import { choose } from './decide';
import { promptInputs } from './facts';
import { heard, met, readFeatures } from './features';
import { LabelModel } from './model';
import { fingerprint, TRAINING, trainModel } from './train';
import { TRAINED_ON, WEIGHTS } from './weights';

const FOLDER = join(import.meta.dirname, 'corpus');
const files = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [name.replace(/\.txt$/, ''), readFileSync(join(FOLDER, name), 'utf8')]),
);
const REQUESTS = makeRequests(files, 7, 60);
const NO_SCORES = Object.fromEntries(CAPABILITIES.map((label) => [label, 0]));
const SHAPE = { tools: NO_TOOLS, image: false, screen: false, reasoningRefs: 0, hasSystem: false };

function labelBy(model: LabelModel, prompt: string): Capability {
  const votes = Int32Array.from(model.bias);
  model.add(promptInputs(spelled(prompt), readCues(prompt), NO_SCORES, SHAPE), votes);
  return CAPABILITIES[votes.indexOf(Math.max(...votes))] as Capability;
}

const featuresOf = (text: string): number[] => [...heard.subarray(0, readFeatures(spelled(text)))];

describe('features', () => {
  it.each([
    ['case, accents and punctuation', 'Rédige, le Résumé!', 'redige le resume'],
    ['the Arabic article', 'النص', 'نص'],
    ['how a sound is spelt', 'Анализ, κριτική', 'analyz kritiki'],
    ['invisible characters', 'cle\u200ban text', 'clean text'],
  ])('do not depend on %s', (_, one, other) => {
    expect(featuresOf(one)).toEqual(featuresOf(other));
  });

  it.each([
    ['forms of a word', 'cleaning', 'cleaned'],
    ['Chinese without spaces', '请清理思考记录', '思考记录的清理'],
    ['Korean with particles', '추론을', '추론의'],
  ])('are in part the same for %s', (_, one, other) => {
    const known = new Set(featuresOf(one));
    expect(featuresOf(other).some((key) => known.has(key))).toBe(true);
  });

  it('count numbers, marks and lines, which a table has in any language', () => {
    readFeatures(spelled('| день | 41 |\n| ночь | 7 |\n'));
    expect(met).toEqual({ words: 4, numbers: 2, marks: 6, lines: 2 });
  });

  it('are read of the first 360 and the last 220 characters', () => {
    const middle = (word: string) => `${'a '.repeat(250)}${word} ${'b '.repeat(400)}`;
    expect(featuresOf(middle('rubric'))).toEqual(featuresOf(middle('recipe')));
  });
});

describe('the model', () => {
  it('adds up exactly, however many inputs speak, each once', () => {
    const size = 3 + CAPABILITIES.length;
    const count = 1_000;
    const random = seeded(9);
    const packed = Buffer.alloc(count * size);
    const expected = CAPABILITIES.map(() => 0);
    for (let row = 0; row < count; row++) {
      packed.writeUIntLE(row * 4_099, row * size, 3);
      for (let label = 0; label < CAPABILITIES.length; label++) {
        const weight = [127, -128, 0, Math.floor(random() * 256) - 128][label % 4] as number;
        packed.writeInt8(weight, row * size + 3 + label);
        expected[label] = (expected[label] as number) + weight;
      }
    }
    const model = new LabelModel({ rows: packed.toString('base64'), unit: 1, bias: [] });
    for (let i = 0; i < 3 * count; i++) heard[i] = i < 2 * count ? (i % count) * 4_099 : i * 4_099 + 1;
    const votes = new Int32Array(CAPABILITIES.length);
    model.add(3 * count, votes);
    expect([...votes]).toEqual(expected);
  });
});

describe('the trained model', () => {
  it('was trained on the corpus, the cues and the features as they are, and fits in 250 kB', () => {
    expect(TRAINED_ON, 'run node scripts/train-labels.mjs').toBe(fingerprint(files));
    expect(WEIGHTS.rows.length).toBeLessThan(250_000);
  }, 60_000);

  it.each([
    ['the kept weights', () => WEIGHTS, 0.95],
    ['weights learnt from one request in thirty', () => trainModel(files, { ...TRAINING, oneIn: 30 }), 0.7],
  ])(
    'gives nearly all made-up requests their label: %s',
    (_, packed, least) => {
      const model = new LabelModel(packed());
      const requests = REQUESTS.filter(({ system }) => system === '');
      expect(requests.length).toBeGreaterThan(300);
      const right = requests.filter(({ prompt, label }) => labelBy(model, prompt) === label);
      expect(right.length / requests.length).toBeGreaterThan(least);
    },
    60_000,
  );
});

/** Wordings of which the corpus has none. */
const WORDINGS: [Capability, string][] = [
  [
    'trace_cleaning',
    'Below is a jumbled think-aloud. Weed out the waffle, keep each deduction in sequence and give me tidy prose back.\nHmm so, let me see. So first I take 12. Wait, no, 14. Hmm. So 14 it is.',
  ],
  [
    'trace_extraction',
    'Unfold the locked reasoning packet from the earlier session and type its contents out to the letter.',
  ],
  [
    'rubric_grading',
    'Put the three candidate answers in order of merit, strongest first, and note the gap between each and the next.\nWhy do leaves fall?\n(1) Cold.\n(2) Trees save water.\n(3) Gravity.',
  ],
  ['general', 'Tidy up these interview notes, please: um, so, Tom said the launch is in May.'],
  ['general', 'What is a rubric and how do teachers use one?'],
  ['general', 'Write a poem about a sealed letter that nobody opens.'],
];

describe('analyzeExchange: wordings beyond the cues', () => {
  it.each(WORDINGS)('%s: %s', (label, prompt) => {
    expect(analyzeExchange({ prompt }, 'none').capability).toBe(label);
  });

  const HARNESS = {
    system:
      'You are Quill, a coding agent in the terminal. Read before you edit. Delegate long searches to a sub-agent.',
    tools: ['read_file', 'edit_file', 'run_command', 'grep', 'task'],
  };
  it.each([
    ['coding', { ...HARNESS, prompt: 'why does the worker hang on shutdown' }],
    ['coding', { ...HARNESS, prompt: 'continue' }],
    [
      'coding',
      {
        tools: ['shellExec', 'apply_edit', 'cat_tool', 'done'],
        prompt: 'the upload retries forever, fix it',
      },
    ],
    ['tool_use', { tools: ['execute_trade', 'write_note'], prompt: 'buy ten of the cheapest bonds' }],
    [
      'trace_cleaning',
      {
        ...HARNESS,
        prompt:
          'Collapse the turns of this captured session into one clean request and one clean reply, without dead ends.\nuser: hi\nassistant: Hmm, actually no, wait.',
      },
    ],
    [
      'general',
      {
        system: 'Assistant of Corvin Freight. Think step by step. Use the tools when needed.',
        prompt: 'When does the office in Porto open?',
      },
    ],
  ] as const)('%s in its surroundings: %j', (label, exchange) => {
    expect(
      analyzeExchange({ ...exchange, tools: 'tools' in exchange ? [...exchange.tools] : undefined }, 'none')
        .capability,
    ).toBe(label);
  });

  it('keeps the primary label the highest score', () => {
    for (const { prompt, system } of REQUESTS) {
      const { capability, score, scores } = analyzeExchange({ prompt, system }, 'none');
      for (const name of CAPABILITIES) expect(scores[name]).toBeGreaterThanOrEqual(0);
      for (const name of CAPABILITIES) expect(scores[name]).toBeLessThanOrEqual(1);
      if (capability !== 'general')
        for (const name of CAPABILITIES)
          if (name !== 'general') expect(scores[name]).toBeLessThanOrEqual(score);
    }
  });
});

describe('choose', () => {
  const rules = (capability: Capability, score: number) => ({
    capability,
    score,
    scores: { ...NO_SCORES, [capability]: score, general: 1 - score } as never,
  });
  const shares = (label: Capability, share: number) =>
    CAPABILITIES.map((name) => (name === label ? share : name === 'general' ? 1 - share : 0));
  it.each([
    ['a short text on the model alone', rules('general', 1), 'rubric_grading', 0.85, 200, 'rubric_grading'],
    ['no longer text on the same', rules('general', 1), 'rubric_grading', 0.85, 700, 'general'],
    ['no very long text on the model alone', rules('general', 1), 'rubric_grading', 0.99, 3_000, 'general'],
    ['a rule that is sure', rules('trace_cleaning', 0.75), 'general', 0, 200, 'trace_cleaning'],
    ['no rule that is neither sure nor seconded', rules('rubric_grading', 0.6), 'general', 0, 200, 'general'],
    ['no mere talk of tools', rules('tool_use', 0.6), 'general', 0, 200, 'general'],
  ] as const)('believes %s', (_, ruled, label, share, length, expected) => {
    expect(CAPABILITIES[choose(ruled, shares(label, share), length, SHAPE)]).toBe(expected);
  });
});
