import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { contentPolicy, TOAST_STYLES } from './content-policy';

test('runs no script and reads no style element that lacks the nonce', () => {
  const policy = new Map(
    contentPolicy('abc')
      .split('; ')
      .map((part) => {
        const [name = '', ...sources] = part.split(' ');
        return [name, sources] as const;
      }),
  );
  expect(policy.get('script-src')).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
  expect(policy.get('style-src')).not.toContain("'unsafe-inline'");
  for (const closed of ['object-src', 'base-uri', 'frame-ancestors'])
    expect(policy.get(closed)).toEqual(["'none'"]);
  expect([...policy.values()].flat().filter((source) => source.includes('unsafe'))).toEqual([
    "'unsafe-inline'",
  ]);
  expect(contentPolicy('abc')).not.toMatch(/https?:|\*/);
});

test('knows the style sheet of the toasts', () => {
  const text = readFileSync(createRequire(import.meta.url).resolve('sonner'), 'utf8');
  const sheet = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(text)?.[1];
  expect(sheet).toBeDefined();
  const styles = JSON.parse(sheet ?? '""') as string;
  expect(TOAST_STYLES).toBe(`sha256-${createHash('sha256').update(styles).digest('base64')}`);
});
