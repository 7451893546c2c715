import { describe, expect, it } from 'vitest';
import { Recall } from './recall';

/** A recall of texts, and how often it had to read one. */
function texts(size: number) {
  const made: string[] = [];
  const recall = new Recall<string>((bytes, start, end) => {
    const text = bytes.toString('latin1', start, end);
    made.push(text);
    return text;
  }, size);
  const get = (text: string) => {
    const bytes = Buffer.from(`..${text}..`);
    return recall.get(bytes, viewOf(bytes), 2, 2 + text.length);
  };
  const guess = (text: string) => {
    const bytes = Buffer.from(`${text}........`);
    return recall.guess(viewOf(bytes), 0, bytes.length) === text.length ? recall.guessed : null;
  };
  return { made, get, guess };
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}

describe('Recall', () => {
  it('reads a value once, whatever its length, and finds it by its beginning', () => {
    const { made, get, guess } = texts(1 << 12);
    const values = Array.from({ length: 12 }, (_, i) => `"${i}${'x'.repeat(i)} and more"`);
    for (let time = 0; time < 3; time++) for (const value of values) expect(get(value)).toBe(value);
    expect(made).toEqual(values);
    expect(guess(values[4] as string)).toBe(values[4]);
    expect(guess('"never seen before"')).toBeNull();
  });

  it('answers truly where more values come than it has places for, short ones after long ones', () => {
    const { made, get } = texts(4);
    for (let i = 0; i < 500; i++) {
      const value = `${i}`.repeat(1 + ((i * 7) % 40));
      expect(get(value)).toBe(value);
      expect(get(value)).toBe(value);
    }
    expect(made).toHaveLength(500);
  });

  it('forgets all where the values are longer than there is room for, and goes on', () => {
    const { made, get, guess } = texts(1 << 10);
    const long = (i: number) => `${i}:${'y'.repeat(19_000)}`;
    for (let i = 0; i < 500; i++) expect(get(long(i))).toBe(long(i));
    expect(made).toHaveLength(500);
    expect(get(long(499))).toBe(long(499));
    expect(made).toHaveLength(500);
    expect(guess(long(0))).toBeNull();
    expect(get(long(0))).toBe(long(0));
    expect(made).toHaveLength(501);
  });
});
