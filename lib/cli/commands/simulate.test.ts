import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { simulateCommand } from './simulate';

/** Runs the command; what it wrote on standard output, or the code of its refusal. */
async function run(...args: string[]): Promise<{ out: string; refusal?: string }> {
  const command = simulateCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  let out = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest: unknown[]) => {
    out += String(text);
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  });
  try {
    await command.parseAsync(args, { from: 'user' });
    return { out };
  } catch (error) {
    return { out, refusal: (error as { code?: string }).code ?? String(error) };
  } finally {
    spy.mockRestore();
  }
}

describe('retort simulate', () => {
  let folder: string | undefined;
  afterEach(async () => {
    if (folder) await rm(folder, { recursive: true });
    folder = undefined;
  });

  it('names its scenarios', async () => {
    expect((await run('--list')).out).toMatch(/^demo .*\ntiny .*\nhonest .*\nmixed .*\nfull .*\ncard-ring /);
  });

  it.each([
    ['no scenario', ['--out', 'x']],
    ['an unknown scenario', ['--scenario', 'nope', '--out', 'x']],
    ['no folder', ['--scenario', 'tiny']],
    ['a scale of nothing', ['--scenario', 'tiny', '--out', 'x', '--scale', '0']],
    ['a difficulty that there is not', ['--scenario', 'tiny', '--out', 'x', '--difficulty', 'cruel']],
    ['a seed that is no number', ['--scenario', 'tiny', '--out', 'x', '--seed', 'one']],
    ['a packed standard output', ['--scenario', 'tiny', '--out', '-', '--gzip']],
    ['a truth beside a folder', ['--scenario', 'tiny', '--out', 'x', '--truth', 'y']],
    ['an end that is no time', ['--scenario', 'tiny', '--out', 'x', '--end', 'tomorrow']],
  ])('refuses %s as bad usage', async (_, args) => {
    expect((await run(...args)).refusal).toMatch(/^commander\./);
  });

  it('writes a world that ends where it was told, and says so as JSON', async () => {
    folder = await mkdtemp(join(tmpdir(), 'simulate-'));
    const args = [
      '--scenario',
      'tiny',
      '--scale',
      '0.2',
      '--end',
      '2026-03-01T00:00:00Z',
      '--gzip',
      '--json',
    ];
    const { out } = await run(...args, '--out', folder);
    const answer = JSON.parse(out) as { end: string; exchanges: number; campaigns: unknown[] };
    expect(answer.end).toBe('2026-03-01T00:00:00.000Z');
    expect(answer.exchanges).toBeGreaterThan(100);
    expect(answer.campaigns).toHaveLength(3);
    expect((await readdir(folder)).sort()).toEqual([
      'groups.ndjson',
      'intent.ndjson',
      'truth.ndjson',
      'world.ndjson.gz',
    ]);
  });

  it('writes a world on standard output, the same that it writes into a folder, and its truth where it was told', async () => {
    folder = await mkdtemp(join(tmpdir(), 'simulate-'));
    const args = ['--scenario', 'tiny', '--scale', '0.2', '--end', '2026-03-01T00:00:00Z'];
    await run(...args, '--out', folder);
    const truth = join(folder, 'piped.ndjson');
    const { out } = await run(...args, '--out', '-', '--truth', truth);
    const read = (name: string) => readFile(join(folder as string, name), 'utf8');
    expect(out === (await read('world.ndjson'))).toBe(true);
    expect(await read('piped.ndjson')).toBe(await read('truth.ndjson'));
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
