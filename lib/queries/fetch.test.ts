import { afterEach, describe, expect, it, vi } from 'vitest';
import { shouldRetry } from './client';
import { getJson, LostConnectionError, ProblemError, pathWith, postJson } from './fetch';

function answer(status: number, body: string) {
  vi.stubGlobal('fetch', async () => new Response(body, { status }));
}

afterEach(() => vi.unstubAllGlobals());

describe('addresses', () => {
  it('leave out what is not set and repeat lists', () => {
    expect(pathWith('/a', { q: '', kind: ['x', 'y'], limit: 50, cursor: null, off: undefined })).toBe(
      '/a?kind=x&kind=y&limit=50',
    );
    expect(pathWith('/a')).toBe('/a');
  });
});

describe('answers', () => {
  it('are given back as they are', async () => {
    answer(200, '{"items":[]}');
    expect(await getJson('/a')).toEqual({ items: [] });
  });

  it('that refuse keep code, sentence and facts', async () => {
    answer(409, '{"code":"conflict","detail":"Dana was first.","changed_by":"Dana"}');
    const error = await postJson('/a', {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      status: 409,
      code: 'conflict',
      message: 'Dana was first.',
      facts: { changed_by: 'Dana' },
    });
    expect(shouldRetry(0, error as Error)).toBe(false);
  });

  it('that are no JSON still say what happened', async () => {
    answer(502, '<html>');
    await expect(getJson('/a')).rejects.toMatchObject({ status: 502, message: 'The server answered 502.' });
  });

  it('that never come are a lost connection, worth trying again', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    const error = await getJson('/a').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(LostConnectionError);
    expect(shouldRetry(0, error as Error)).toBe(true);
    expect(shouldRetry(2, error as Error)).toBe(false);
  });
});
