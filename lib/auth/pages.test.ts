import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '@/lib/db/root';

/** What is open to whoever comes: the ways in, and the start page, which leads on. */
const PUBLIC = ['/invitation', '/page.tsx', '/sign-in'];

test('every page asks by itself who is there: layouts are kept between pages and protect nothing', () => {
  const app = join(projectRoot(), 'app');
  const pages = readdirSync(app, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === 'page.tsx')
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(pages.length).toBeGreaterThan(20);
  const open = pages
    .filter((file) => !/\bawait requireActor\(/.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice(app.length).replaceAll('\\', '/'));
  expect(open.filter((file) => !PUBLIC.some((path) => file.startsWith(path)))).toEqual([]);
});
