import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPABILITIES, capabilityAt } from '@/lib/model/capability';
import { analyzeExchange, analyzeExchanges } from './analyze';

describe('analyzeExchange', () => {
  it('gives scores in 0 to 1 and a label that fits them, for any text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const record = fc.record(
      { system: text, prompt: text, tools: fc.array(text), reasoning_refs: fc.array(text) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(record, (exchange) => {
        const analysis = analyzeExchange(exchange, 'excerpt');
        for (const name of CAPABILITIES) {
          expect(analysis.scores[name]).toBeGreaterThanOrEqual(0);
          expect(analysis.scores[name]).toBeLessThanOrEqual(1);
        }
        expect(capabilityAt(analysis.capabilityIndex)).toBe(analysis.capability);
        expect(analysis.score).toBe(analysis.scores[analysis.capability]);
        expect(analysis.excerpt ?? '').not.toContain('\0');
        expect(analyzeExchange(exchange, 'excerpt')).toEqual(analysis);
      }),
    );
  });

  it('gives of exchanges side by side what it gives of each alone, long prompts among them', () => {
    const piece = fc.constantFrom(
      'Rank the answer. ',
      'x'.repeat(5_000),
      '\nAnswer:',
      '以下の文章',
      'a@b.co ',
      '"',
      '\ud800',
    );
    const prompt = fc.array(fc.oneof(piece, fc.string({ maxLength: 30 })), { maxLength: 6 });
    const record = fc.record(
      { prompt: prompt.map((pieces) => pieces.join('')), system: fc.string({ maxLength: 40 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 12 }), (exchanges) => {
        const alone = exchanges.map((exchange) => analyzeExchange(exchange, 'excerpt'));
        expect(analyzeExchanges(exchanges, exchanges.length, 'excerpt')).toEqual(alone);
      }),
      { seed: 5 },
    );
  });

  it('keeps no text, a masked excerpt, or all of it', () => {
    const exchange = {
      system: 'Ask bob@example.org',
      prompt: `Mail ann@example.org\0 ${'more '.repeat(200)}`,
    };
    expect(analyzeExchange(exchange, 'none')).toMatchObject({ excerpt: null, systemExcerpt: null });
    const { excerpt, systemExcerpt } = analyzeExchange(exchange, 'excerpt');
    expect(excerpt).toMatch(/^Mail ⟨email⟩ more .*…$/);
    expect(excerpt).toHaveLength(600);
    expect(systemExcerpt).toBe('Ask ⟨email⟩');
    expect(analyzeExchange(exchange, 'full').excerpt).toBe(exchange.prompt.replace('\0', ''));
  });

  it('has every key that the exchange gives reason for, and no other', () => {
    const bare = analyzeExchange({}, 'excerpt');
    expect(bare).toMatchObject({
      system: null,
      head: null,
      tail: null,
      frame: null,
      toolSchema: null,
      parameterVector: null,
    });
    expect(bare.capability).toBe('general');
    const whole = analyzeExchange(
      {
        system: 'Be brief.',
        prompt: 'Question: what is the capital of Norway?\nAnswer:',
        tools: ['a'],
        params: { temperature: 1 },
      },
      'none',
    );
    for (const key of [whole.system, whole.head, whole.frame, whole.toolSchema, whole.parameterVector])
      expect(key).not.toBeNull();
  });

  it('is as quick for 1 MB as for what it reads of it', () => {
    for (const unit of [
      'step by step ',
      'reasoning verbatim ',
      'a',
      '推理 ',
      'score the answer ',
      '<think>',
    ]) {
      const prompt = unit.repeat(1_000_000 / unit.length);
      const started = process.cpuUsage();
      analyzeExchange({ prompt, system: prompt }, 'excerpt');
      const used = process.cpuUsage(started);
      expect((used.user + used.system) / 1_000, unit).toBeLessThan(400);
    }
  });
});
