import { describe, expect, it } from 'vitest';
import type { ExchangeRecord } from '@/lib/model/records';
import { demo } from './scenarios/demo';
import { simulate } from './simulate';
import { DAY, HOUR } from './stage';

const END = Date.UTC(2026, 4, 20, 14);

/** What one campaign's accounts did, harvest or not. */
interface Campaign {
  accounts: Set<string>;
  exchanges: { at: number; record: ExchangeRecord; harvest: boolean }[];
  payments: Map<string, number>;
  created: Map<string, number>;
  banned: Map<string, number>;
}

const campaigns = new Map<string, Campaign>();
const owner = new Map<string, Campaign>();
for (const { at, record, campaign } of simulate({ scenario: demo, end: END, scale: 0.5 })) {
  if (record.type === 'account' && campaign && !record.status_at) {
    const known = campaigns.get(campaign) ?? {
      accounts: new Set(),
      exchanges: [],
      payments: new Map(),
      created: new Map(),
      banned: new Map(),
    };
    campaigns.set(campaign, known);
    owner.set(record.id, known);
    known.accounts.add(record.id);
    known.created.set(record.id, at);
    const card = record.payment?.fingerprint;
    if (card) known.payments.set(card, (known.payments.get(card) ?? 0) + 1);
  }
  if (record.type === 'exchange')
    owner.get(record.account_id)?.exchanges.push({ at, record, harvest: campaign !== undefined });
  if (record.type === 'account_event' && record.kind === 'banned')
    owner.get(record.account_id)?.banned.set(record.account_id, at);
}

function of(name: string): Campaign {
  const campaign = campaigns.get(name);
  if (!campaign) throw new Error(`no campaign ${name}`);
  return campaign;
}

/** Variance over mean of sessions per account: near 1 for independent customers, near 0 for a balanced pool. */
function dispersion(campaign: Campaign, from: number, to: number): number {
  const sessions = new Map<string, Set<string>>([...campaign.accounts].map((id) => [id, new Set()]));
  for (const { at, record } of campaign.exchanges) {
    if (at >= from && at < to && record.session_id) sessions.get(record.account_id)?.add(record.session_id);
  }
  const counts = [...sessions.values()].map((set) => set.size).filter((n) => n > 0);
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  return counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / counts.length / mean;
}

describe('operators do what was reported of such operators', () => {
  it('copper-still shares few cards, deals sessions out evenly and is silent at night', () => {
    const one = of('copper-still');
    expect(one.payments.size).toBeLessThan(one.accounts.size / 4);
    expect(dispersion(one, END - 10 * DAY, END - 5 * DAY)).toBeLessThan(0.4);
    const hours = new Set(one.exchanges.map(({ at }) => new Date(at).getUTCHours()));
    expect(hours.size).toBeLessThan(20);
  });

  it('paper-crane comes by many pathways and shares little payment', () => {
    const one = of('paper-crane');
    expect(new Set(one.exchanges.map(({ record }) => record.pathway)).size).toBeGreaterThanOrEqual(6);
    expect(one.payments.size).toBeGreaterThan(one.accounts.size * 0.5);
  });

  it('iron-loom sends about half of its traffic to a new model a day after its release', () => {
    const released = END - 4.6 * DAY;
    const later = of('iron-loom').exchanges.filter(({ at }) => at > released + 24 * HOUR);
    const share = later.filter(({ record }) => record.model === 'aster-5').length / later.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.7);
  });

  it('grey-hydra mixes harvest with resold traffic, replays foreign reasoning and replaces banned accounts within hours', () => {
    const one = of('grey-hydra');
    const share = one.exchanges.filter(({ harvest }) => harvest).length / one.exchanges.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.6);
    const issuer = new Map<string, string>();
    let foreign = 0;
    for (const { record } of one.exchanges) {
      for (const hash of record.reasoning_issued ?? []) issuer.set(hash, record.account_id);
      for (const hash of record.reasoning_refs ?? []) if (issuer.get(hash) !== record.account_id) foreign++;
    }
    expect(foreign).toBeGreaterThan(100);
    const bans = [...one.banned.values()];
    expect(bans.length).toBeGreaterThan(one.accounts.size / 4);
    const openings = [...one.created.values()];
    for (const ban of bans) expect(openings.some((at) => at > ban && at < ban + 10 * HOUR)).toBe(true);
  });

  it('quiet-lantern is refused often while it probes and seldom afterwards', () => {
    const began = END - 4 * DAY;
    const { exchanges } = of('quiet-lantern');
    const refused = (from: number, to: number) => {
      const part = exchanges.filter(({ at }) => at >= from && at < to);
      return part.filter(({ record }) => record.refused).length / part.length;
    };
    expect(refused(began, began + 1.5 * DAY)).toBeGreaterThan(0.35);
    expect(refused(began + 2 * DAY, END)).toBeLessThan(0.2);
  });
});
