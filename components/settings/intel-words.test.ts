import { expect, test } from 'vitest';
import type { IntelDelivery, IntelSourceItem } from '@/lib/model/intel';
import { deliveryWords, sourceState } from './intel-words';

const counts = { added: 0, changed: 0, withdrawn: 0, known: 0, rejected: 0 };

test.each<[Partial<IntelDelivery>, string]>([
  [{ status: 'waiting' }, 'waits to be read'],
  [{ status: 'refused' }, 'refused'],
  [{ status: 'done' }, 'nothing that can be used'],
  [{ status: 'done', added: 1_200, rejected: 2 }, '1,200 new, 2 rejected'],
  [{ status: 'done', withdrawn: 3, known: 1 }, '3 withdrawn, 1 known already'],
])('a delivery %j is told as "%s"', (delivery, words) => {
  expect(deliveryWords({ ...counts, ...delivery } as IntelDelivery)).toBe(words);
});

test.each<[Partial<IntelSourceItem>, string]>([
  [{ kind: 'taxii' }, 'not polled yet'],
  [{ kind: 'taxii', last_polled_at: 'x' }, 'polled'],
  [{ kind: 'taxii', last_polled_at: 'x', failures: 2 }, 'failing'],
  [{ kind: 'taxii', failures: 2, paused_at: 'x' }, 'paused'],
  [{ kind: 'upload' }, 'open'],
])('a source %j is "%s"', (source, word) => {
  expect(
    sourceState({ paused_at: null, failures: 0, last_polled_at: null, ...source } as IntelSourceItem).word,
  ).toBe(word);
});
