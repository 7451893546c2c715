import { expect, test } from 'vitest';
import { fileAnswer, streamOf } from './lines';

async function* pieces(made: string[], most = Number.POSITIVE_INFINITY) {
  try {
    for (let i = 0; i < most; i++) {
      made.push(`${i}`);
      yield `line ${i}\n`;
    }
  } finally {
    made.push('closed');
  }
}

test('the pieces arrive whole and in order', async () => {
  const answer = fileAnswer(pieces([], 3), 'audit.csv', 'text/csv');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
  expect(await answer.text()).toBe('line 0\nline 1\nline 2\n');
});

test('nothing is made ahead of the reader, and nothing after it left', async () => {
  const made: string[] = [];
  const reader = streamOf(pieces(made)).getReader();
  await reader.read();
  expect(made.length).toBeLessThanOrEqual(2);
  await reader.cancel();
  expect(made.at(-1)).toBe('closed');
});
