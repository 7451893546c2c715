import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaffoldKeys, systemKey } from './scaffold';

/** Scaffolds with the keys that must not depend on what fills them. */
const SCAFFOLDS: [scaffold: string, survivors: ('head' | 'tail' | 'frame')[]][] = [
  ['Solve the task and lay out the complete chain of reasoning first: {}', ['head']],
  ['{}\n\nBefore giving the answer, write out every intermediate inference you make.', ['tail']],
  [
    'Task: read the text between the tags and produce five questions.\n<text>\n{}\n</text>\nReturn them as JSON.',
    ['head', 'tail'],
  ],
  [
    'Here is a captured transcript:\n{}\nClean it: merge duplicate thoughts and remove filler.',
    ['head', 'tail'],
  ],
  ['Given the question "{}", explain why the answer "{}" is right, listing each deduction.', ['tail']],
  ['请逐步写出完整的推理过程，然后给出答案。\n问题：{}', ['head']],
  ['{}\n\n请根据以上内容，按照1到10分打分，并说明理由。', ['tail']],
  ['以下の質問に対して、推論の過程をすべて書き出してください。\n{}', ['head']],
  ['{}\n위의 답변을 1점에서 5점으로 평가하고 이유를 설명하세요.', ['tail']],
];

/** Payloads of one line without quotation marks: what a slot in a sentence can hold. */
const payload = fc
  .array(fc.stringMatching(/^[a-zA-Z0-9äöüß苹果天空がい,]{1,12}$/), { minLength: 1, maxLength: 25 })
  .map((words) => words.join(' '));

const fill = (scaffold: string, payloads: string[]) => {
  let at = 0;
  return scaffold.replace(/\{\}/g, () => payloads[at++ % payloads.length] as string);
};

describe('scaffoldKeys', () => {
  it.each(SCAFFOLDS)('stays the same whatever fills the slots: %s', (scaffold, survivors) => {
    const plain = scaffoldKeys(fill(scaffold, ['the moon is far away from the old town']));
    fc.assert(
      fc.property(fc.array(payload, { minLength: 2, maxLength: 2 }), (payloads) => {
        const keys = scaffoldKeys(fill(scaffold, payloads));
        for (const kind of survivors) {
          expect(keys[kind]).not.toBeNull();
          expect(keys[kind]).toBe(plain[kind]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the frame of labels whatever stands between them, many times longer than the scaffold', () => {
    const make = (size: number) => {
      const text = 'The harvest was good this year and nobody complained. '.repeat(size);
      return `### Instruction\n${text}\n### Response A\n${text}\n### Response B\n${text}\n### Verdict`;
    };
    expect(scaffoldKeys(make(1)).frame).not.toBeNull();
    expect(scaffoldKeys(make(90)).frame).toBe(scaffoldKeys(make(1)).frame);
  });

  it.each([
    ['Rate the answer from 1 to 10 and justify it: x', 'rate the  answer from 1 to 5 AND justify it: y'],
    ['Ｅxplain each of the 12 steps that you took: x', 'Explain each of the 7 steps that you took: y'],
  ])('sees through case, spacing, width and numbers: %s', (a, b) => {
    expect(scaffoldKeys(a).head).toBe(scaffoldKeys(b).head);
  });

  it('tells different scaffolds apart', () => {
    const heads = SCAFFOLDS.map(([scaffold]) => fill(scaffold, ['one', 'two'])).map((prompt) =>
      scaffoldKeys(prompt),
    );
    const seen = new Set(
      heads.flatMap(({ head, tail, frame }) => [head, tail, frame].filter((key) => key !== null)),
    );
    expect(seen.size).toBeGreaterThanOrEqual(SCAFFOLDS.length);
  });

  it('has no keys for next to nothing', () => {
    for (const prompt of ['', ' ', 'hi', '???', '\0'])
      expect(scaffoldKeys(prompt)).toEqual({ head: null, tail: null, frame: null });
  });

  it('answers for any text, in time bounded whatever the length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (prompt) => void scaffoldKeys(prompt)),
    );
    for (const unit of ['"', '«', ':', '\n', '# ', '<a', 'a ', '问', 'following ', 'Answer:\n', '" ']) {
      const prompt = unit.repeat(1_000_000 / unit.length);
      const started = process.cpuUsage();
      scaffoldKeys(prompt);
      const used = process.cpuUsage(started);
      expect((used.user + used.system) / 1_000, unit).toBeLessThan(400);
    }
  });
});

describe('systemKey', () => {
  it('does not mind spacing, case and numbers, and is null for none', () => {
    expect(systemKey('You are  helpful. Today is 2026-11-22.')).toBe(
      systemKey('you are helpful. today is 2025-01-02.'),
    );
    expect(systemKey('You are helpful.')).not.toBe(systemKey('You are harmless.'));
    expect([systemKey(undefined), systemKey(''), systemKey(' \n')]).toEqual([null, null, null]);
  });
});
