import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPrompts, sortPrompt } from './prompt-files';
import { asksForGrade, type PromptPools, pooledPrompts } from './prompts';
import { random } from './random';
import { readTiming } from './timing-files';

function empty(): PromptPools {
  return { ordinary: [], payloads: [], grading: [], templates: new Map() };
}

describe('a prompt is sorted by what its object has', () => {
  it.each([
    ['a template', { template: 't1', prompt: 'Sort: x' }, 'templates'],
    ['an instruction', { instruction: 'Name three', input: 'rivers' }, 'payloads'],
    ['a rubric', { prompt: 'Evaluate by the score rubric, [RESULT] 1 to 5' }, 'grading'],
    ['a free prompt', { prompt: 'How do I bake bread?', cluster: 'kitchen' }, 'ordinary'],
    ['nothing of use', { question: 'x' }, undefined],
    ['no object', 'x', undefined],
    ['an empty prompt', { prompt: '' }, undefined],
    ['a prompt that is a number', { prompt: 5 }, undefined],
    ['far too long a prompt', { prompt: 'x'.repeat(100_000) }, undefined],
  ] as const)('%s', (_, value, kind) => {
    const pools = empty();
    sortPrompt(pools, value);
    const filled = [
      pools.ordinary.length && 'ordinary',
      pools.payloads.length && 'payloads',
      pools.grading.length && 'grading',
      pools.templates.size && 'templates',
    ].filter(Boolean);
    expect(filled).toEqual(kind ? [kind] : []);
  });

  it('joins an instruction with its input', () => {
    const pools = empty();
    sortPrompt(pools, { instruction: 'Name three', input: 'rivers' });
    expect(pools.payloads).toEqual(['Name three\n\nrivers']);
  });
});

it('tells a grading prompt from a mention of grades', () => {
  expect(asksForGrade('You are an impartial judge. Rate the answer.')).toBe(true);
  expect(asksForGrade('What score do I need to pass the exam?')).toBe(false);
});

describe('a folder of prompt files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prompts-'));
    await writeFile(
      join(folder, 'a.ndjson'),
      '{"prompt":"one"}\nnot json\n{"template":"t","prompt":"two"}\n',
    );
    await writeFile(join(folder, 'b.ndjson.gz'), gzipSync('{"instruction":"three"}\n'));
    await writeFile(join(folder, 'c.txt'), 'four\nstill four\n\nfive\n');
    await writeFile(join(folder, 'd.csv'), 'client,cv\nx,1.5\ny,oops\nz,0.4\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read whole, bad lines passed over', async () => {
    const pools = await readPrompts(folder);
    expect(pools.ordinary).toEqual(['one', 'four\nstill four', 'five']);
    expect(pools.payloads).toEqual(['three']);
    expect([...pools.templates]).toEqual([['t', ['two']]]);
  });

  it('gives its texts to those who would send them, and built-in ones for what it lacks', async () => {
    const prompts = pooledPrompts(await readPrompts(folder));
    const rng = random(3);
    const drawn = Array.from({ length: 60 }, () => prompts.payload(rng, 'coding'));
    expect(drawn).toContain('three');
    expect(prompts.templated(rng, 12)).toBe('two');
    expect(prompts.grading(rng)).toMatch(/rubric/i);
  });

  it('says so when there is nothing to read', async () => {
    await expect(readPrompts(join(folder, 'missing'))).rejects.toThrow(/ENOENT/);
    const bare = await mkdtemp(join(tmpdir(), 'prompts-'));
    await expect(readPrompts(bare)).rejects.toThrow(/no prompts/);
    await expect(readTiming(bare)).rejects.toThrow(/no column/);
    await rm(bare, { recursive: true });
  });

  it('has timing too', async () => {
    expect((await readTiming(folder)).cvs).toEqual([1.5, 0.4]);
    expect((await readTiming(join(folder, 'd.csv'))).cvs).toEqual([1.5, 0.4]);
  });
});
