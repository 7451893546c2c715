import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { authSecret } from './secret';

let folder = '';
const before = process.env.RETORT_DATA_DIR;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'retort-secret-'));
  process.env.RETORT_DATA_DIR = folder;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) delete process.env.RETORT_DATA_DIR;
  else process.env.RETORT_DATA_DIR = before;
});

test('is made once, long, and readable by its owner only', () => {
  const made = authSecret({} as NodeJS.ProcessEnv);
  expect(made.length).toBeGreaterThanOrEqual(43);
  expect(authSecret({} as NodeJS.ProcessEnv)).toBe(made);
  expect(readFileSync(join(folder, 'auth-secret'), 'utf8')).toBe(made);
  expect(statSync(join(folder, 'auth-secret')).mode & 0o777).toBe(0o600);
});

test('is the one of the environment when there is one, and that must be long', () => {
  const given = 'x'.repeat(32);
  expect(authSecret({ RETORT_AUTH_SECRET: given } as unknown as NodeJS.ProcessEnv)).toBe(given);
  expect(() => authSecret({ RETORT_AUTH_SECRET: 'short' } as unknown as NodeJS.ProcessEnv)).toThrow(
    'at least 32',
  );
});

test('says what to do when its file was emptied', () => {
  writeFileSync(join(folder, 'auth-secret'), '');
  expect(() => authSecret({} as NodeJS.ProcessEnv)).toThrow(/delete it and start again/);
});
