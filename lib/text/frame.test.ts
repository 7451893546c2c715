import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameParts } from './frame';
import { Spelled } from './units';

const partsOf = (prompt: string): string[] =>
  frameParts(new Spelled(100).load(prompt)).map(({ text }) => text);

/** Ends of lines that point, each as the expression has it; the rest of such a line names what it points at. */
const POINTING = (
  'following,above,Above,below,Below,given,Given,based on,Based on,previous,preceding,provided,according to,According to,' +
  'this sentence,This text,this article,this review,this question,this passage,this dialogue,this statement,folgenden,obige,' +
  'obigen,obiger,obiges,suivant,suivante,suivantes,ci-dessous,siguiente,anterior'
).split(',');
const POINTING_WIDE =
  '以下,下面,上述,上面,根据,给定,如下,上記,次の,与えられた,다음,위의,아래,주어진,следующ,приведен,выше'.split(
    ',',
  );

describe('frameParts', () => {
  it.each(POINTING)('hears a line with %s wherever it stands', (word) => {
    const seen = ['', 'x ', 'Rate ', 'Please do rate '].flatMap((before) =>
      [' text', ' long and winding text'].map((after) => partsOf(`${before}${word}${after}`)),
    );
    for (const parts of seen) expect(parts).toHaveLength(1);
  });

  it.each(POINTING_WIDE)('hears a line with %s', (word) => {
    expect(partsOf(`ab ${word} 回答 текст`)).toHaveLength(1);
  });

  it('takes a line for itself, whatever stands before and after it', () => {
    const plain = fc.stringMatching(/^[a-zA-Z ,é0-9]{0,60}$/);
    fc.assert(
      fc.property(fc.constantFrom(...POINTING), plain, plain, (word, before, after) => {
        const line = `Look at the ${word} text and go on`;
        const alone = partsOf(line);
        const among = partsOf(`${before}\n${line}\n${after}`);
        expect(among).toEqual(expect.arrayContaining(alone));
      }),
      { seed: 7 },
    );
  });

  it('says the same however often and in whatever order prompts come', () => {
    const piece = fc.constantFrom(
      ...POINTING,
      ...POINTING_WIDE,
      ...[
        '\n',
        ' ',
        'Answer:',
        '<text>',
        '### Rubric',
        '[',
        ']',
        '0',
        '😀',
        '\ud800',
        'the text',
        '答案',
        'x'.repeat(60),
      ],
    );
    const prompt = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(prompt, { minLength: 1, maxLength: 8 }), (prompts) => {
        const first = prompts.map(partsOf);
        expect(prompts.toReversed().map(partsOf).toReversed()).toEqual(first);
      }),
      { seed: 11 },
    );
  });

  it('hears words that point across the place where a long prompt is cut', () => {
    const long = (at: number) =>
      `${'x'.repeat(at)}\n${' '.repeat(15_990 - at)}text following`.padEnd(30_000, '\nlorem ipsum');
    expect(partsOf(long(15_900)).length).toBeGreaterThan(0);
  });
});
