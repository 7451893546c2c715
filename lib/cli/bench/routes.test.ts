import { expect, test } from 'vitest';
import { CONSOLE_QUERIES, LEFT_OUT } from './routes';

const sources = import.meta.glob<string>('/app/api/console/**/route.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const templates = Object.entries(sources)
  .filter(([, text]) => /export const GET\b|export \{[^}]*\bGET\b/.test(text))
  .map(([file]) => file.replace('/app/api/console/', '').replace('/route.ts', ''));

/** Whether the path of a query is one that the template stands for. */
function fits(template: string, query: string): boolean {
  const path = query.replace(/\?.*/, '').split('/');
  const parts = template.split('/');
  return (
    parts.length === path.length &&
    parts.every(
      (part, i) => part === path[i] || (part.startsWith('[') && !templates.includes(path.join('/'))),
    )
  );
}

test('every read of the console is measured, or it is said why not', () => {
  expect(templates.length).toBeGreaterThan(40);
  const missing = templates.filter(
    (template) => !(template in LEFT_OUT) && !CONSOLE_QUERIES.some((query) => fits(template, query)),
  );
  expect(missing).toEqual([]);
});

test('nothing is named that there is not', () => {
  expect(CONSOLE_QUERIES.filter((query) => !templates.some((template) => fits(template, query)))).toEqual([]);
});
