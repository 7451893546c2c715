import { describe, expect, it } from 'vitest';
import { filterOfQuery } from './filter';

describe('the filter that a saved address stands for', () => {
  it.each([
    ['', { view: 'open', sort: 'severity' }],
    [
      'view=mine&kind=jump,successor&severity=critical&due=today',
      { view: 'mine', sort: 'severity', kind: ['jump', 'successor'], severity: ['critical'], due: 'today' },
    ],
    ['capability=coding&sort=due&alert=alr_1', { view: 'open', sort: 'due', capability: 'coding' }],
  ])('of "%s"', (query, filter) => expect(filterOfQuery(query)).toEqual(filter));

  it('is none when the address says what the queue does not know', () => {
    expect(filterOfQuery('view=elsewhere')).toBeNull();
    expect(filterOfQuery('severity=loud')).toBeNull();
  });
});
