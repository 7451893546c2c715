import { afterEach, expect, test, vi } from 'vitest';
import { cleaningUp } from './clean-up';

afterEach(() => vi.restoreAllMocks());

const recorder = () => {
  const done: string[] = [];
  return { done, clean: (what: string) => async () => void done.push(what) };
};

test('cleans up after the work, whether it ended or failed, and stops listening', async () => {
  const before = process.listenerCount('SIGINT');
  const { done, clean } = recorder();
  expect(await cleaningUp(clean('outer'), () => cleaningUp(clean('inner'), async () => 7))).toBe(7);
  await expect(cleaningUp(clean('failed'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(done).toEqual(['inner', 'outer', 'failed']);
  expect(process.listenerCount('SIGINT')).toBe(before);
});

test('told to stop, cleans up from the inside out and once, and ends with the status of the signal', async () => {
  const { done, clean } = recorder();
  const ended = new Promise<unknown>((resolve) => {
    vi.spyOn(process, 'exit').mockImplementation(((status: unknown) => resolve(status)) as never);
  });
  let finish = () => {};
  const work = cleaningUp(clean('server'), () =>
    cleaningUp(clean('database'), () => new Promise<void>((resolve) => (finish = resolve))),
  );
  process.emit('SIGINT', 'SIGINT');
  expect(await ended).toBe(130);
  expect(done).toEqual(['database', 'server']);
  finish();
  await work;
  expect(done).toEqual(['database', 'server']);
});
