import { describe, expect, it } from 'vitest';
import { type Exampled, kinOf } from './kin';

const PAYLOADS = [
  'Name the moons of Mars.',
  'Describe a lighthouse at night.',
  'Why do cats purr?',
  'List three cheeses.',
];
const family = (id: bigint, scaffold: string): Exampled => ({
  id,
  examples: PAYLOADS.map((payload) => scaffold.replace('{}', `${payload} ${id}`)),
});
/** Other traffic, so that rare words are rare. */
const others = [
  'Translate the letter into plain Welsh and keep its greeting.\n\n{}',
  'Find the invoice total and give the currency.\n\n{}',
  'Act as a gardener who answers beginners kindly.\n\n{}',
  'Summarise the meeting in four bullet points for absent colleagues.\n\n{}',
  'Explain the recipe to a child, avoiding knives.\n\n{}',
  'Turn the poem into a short radio play with two speakers.\n\n{}',
].map((scaffold, i) => family(BigInt(100 + i), scaffold));
const tied = (...scaffolds: string[]) => {
  const kin = kinOf([...others, ...scaffolds.map((scaffold, i) => family(BigInt(i + 1), scaffold))]);
  return scaffolds.map((_, i) => kin.get(BigInt(i + 1)));
};

describe('kinOf', () => {
  it.each([
    [
      'politeness and other words',
      'Rate the reply below for accuracy and tone on a scale from 1 to 10.\n\n{}',
      'Dear assistant, kindly rate the following reply for its accuracy and tone, scale 1 to 10.\n\n{}',
    ],
    [
      'sentences in another order',
      'Write every inference down. Do not skip intermediate results.\n\n{}',
      'Do not skip intermediate results. Write every inference down.\n\n{}',
    ],
    [
      'a script without spaces',
      '请评价下面的回答是否正确，给出一到十分的分数。\n{}',
      '看看下面的回答是否正确，再给出一到十分的分数。\n{}',
    ],
  ])('ties wordings of one scaffold: %s', (_name, one, other) => {
    expect(tied(one, other)).toEqual([1n, 1n]);
  });

  it('leaves different scaffolds apart, and has nothing to say of them', () => {
    expect(
      tied(
        'Rate the reply below for accuracy and tone on a scale from 1 to 10.\n\n{}',
        'Write every inference down. Do not skip intermediate results.\n\n{}',
      ),
    ).toEqual([undefined, undefined]);
  });

  it('does not take payloads for wordings', () => {
    const scaffold = (id: bigint, text: string) => ({
      id,
      examples: PAYLOADS.map((payload) => `${text}\n${payload}`),
    });
    const kin = kinOf([
      ...others,
      scaffold(1n, 'Convert inches to centimetres wherever lengths occur.'),
      scaffold(2n, 'Underline adjectives belonging to feminine nouns.'),
    ]);
    expect(kin.size).toBe(0);
  });

  it('needs three different examples', () => {
    const same = {
      id: 1n,
      examples: Array.from({ length: 6 }, () => 'Rate the reply for accuracy and tone.'),
    };
    expect(kinOf([...others, same, { ...same, id: 2n }]).size).toBe(0);
  });

  it('does not depend on the order', () => {
    const list = [
      ...others,
      family(3n, 'Rate the reply below for accuracy and tone, from 1 to 10.\n\n{}'),
      family(2n, 'Please rate the reply for its accuracy and its tone, from 1 to 10.\n\n{}'),
    ];
    const kin = kinOf(list);
    expect(kin.get(3n)).toBe(2n);
    expect(kinOf([...list].reverse())).toEqual(kin);
  });
});
