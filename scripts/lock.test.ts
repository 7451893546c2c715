import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Entry = { version?: string; optionalDependencies?: Record<string, string> };

/** Where the package at `from` would find `name`: its own node_modules, then those above it. */
function resolvable(packages: Record<string, Entry>, from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

test('package-lock.json names the packages of every platform, or npm ci refuses on a fresh clone', () => {
  // npm leaves out of the lock what the registry of the day did not have for other platforms.
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, Entry>;
  };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !resolvable(packages, path, name)),
  );
  expect(missing).toEqual([]);
});
