import { describe, expect, it } from 'vitest';
import type { CapabilityCampaigns } from '@/lib/model/console/capability';
import { squaresFinding, squaresTable } from './campaign-squares';

type Item = CapabilityCampaigns['items'][number];

const item = (id: string, shares: Item['shares']): Item => ({ id, title: id, harvest: 10, shares });
const narrow = (id: string) => item(id, { coding: 0.6, vision: 0.2, tool_use: 0.2 });
const broad = (id: string) => item(id, { coding: 0.34, vision: 0.33, tool_use: 0.33 });
const of = (...items: Item[]): CapabilityCampaigns => ({ items, total: items.length });

describe('what the squares show', () => {
  it.each([
    [of(), 'campaign', 'No campaign harvested under these filters'],
    [of(), 'model', 'No model under these filters'],
    [of(narrow('a')), 'campaign', 'The campaign puts 70% or more into one or two things'],
    [of(narrow('a'), narrow('b')), 'campaign', 'Each of 2 campaigns puts 70% or more into one or two things'],
    [of(narrow('a'), broad('b')), 'pathway', '1 of 2 pathways have 70% or more in one or two things'],
    [of(broad('a'), broad('b')), 'model', 'None of 2 models has 70% in two things'],
  ] as const)('%o by %s: %s', (squares, by, words) => {
    expect(squaresFinding(squares, by)).toBe(words);
  });

  it('has a table with a column for what is told apart', () => {
    expect(squaresTable(of(narrow('a')), 'pathway').columns[0]).toEqual({ label: 'Pathway' });
    expect(squaresTable(of(narrow('a')), 'model').rows[0]).toContain('60');
  });
});
