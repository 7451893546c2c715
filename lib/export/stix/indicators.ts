import type { CaseFile } from '@/lib/export/case/model';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import { INDICATOR_WORDS, type IndicatorKind } from '@/lib/model/indicator';
import { type Maker, moment } from './maker';
import type { StixObject } from './object';
import { indicatorObservable, scaffoldHash, scaffoldObservable } from './observables';
import { patternOf, scaffoldPattern } from './patterns';

/** Days after it was last seen for which a value says something: addresses change hands soon, what a program sends does not. */
const DAYS: Partial<Record<IndicatorKind, number>> = {
  address_block: 30,
  signup_block: 30,
  session: 30,
  asn: 90,
  signup_asn: 90,
  ja4: 90,
  signup_ja4: 90,
  user_agent: 90,
};
const OTHER_DAYS = 180;
const DAY = 86_400_000;

/** A share as a STIX confidence, 0 to 100. */
export function confidenceOf(share: number): number {
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}

/** For how many days after it was last seen a value of a kind says something. */
export function daysOf(kind: IndicatorKind): number {
  return DAYS[kind] ?? OTHER_DAYS;
}

/** Whether a value tells members from others: not what so many others show that it must not be blocked, nor what speaks against. */
export function tellsApart({ hub, log_odds }: { hub: boolean; log_odds: number }): boolean {
  return !hub && log_odds > 0;
}

/** How sure a value is, 0 to 100: the campaign's score times the share of members among those who show it. */
export function sureness(
  score: number,
  { accounts, outside }: { accounts: number; outside: number },
): number {
  return confidenceOf((score * accounts) / Math.max(1, accounts + outside));
}

/**
 * The indicators of a campaign: what members share and others hardly do, and its scaffolds. Left out is what so many others
 * show that it must not be blocked, and what speaks against. Confidence is the campaign's score times the share of members
 * among those who show it.
 */
export function indicators(
  maker: Maker,
  file: CaseFile,
  campaign: StixObject,
  sources: readonly StixObject[],
): void {
  const wide = file.redaction !== 'internal';
  const { score, status } = file.campaign;
  const believed = status === 'confirmed' || status === 'contained' || status === 'closed';
  const make = (
    parts: string[],
    pattern: string,
    name: string,
    seen: { accounts: number; outside: number; first_seen: string | null; last_seen: string | null },
    days: number,
    observable: StixObject | null,
    description: string,
  ) => {
    const from = moment(seen.first_seen ?? file.campaign.first_seen);
    const last = moment(seen.last_seen ?? file.campaign.last_seen);
    const until = new Date(Math.max(Date.parse(from), Date.parse(last)) + days * DAY).toISOString();
    const indicator = maker.own('indicator', parts, {
      name,
      description,
      indicator_types: [believed ? 'malicious-activity' : 'anomalous-activity'],
      pattern,
      pattern_type: 'stix',
      pattern_version: '2.1',
      valid_from: from,
      valid_until: until,
      confidence: sureness(score, seen),
    });
    maker.relationship(indicator, 'indicates', campaign);
    if (!observable) return;
    for (const source of sources) {
      if ((source.object_refs as string[]).includes(observable.id))
        maker.relationship(indicator, 'based-on', source);
    }
  };
  for (const indicator of file.indicators) {
    if (!tellsApart(indicator)) continue;
    const { kind, accounts, outside } = indicator;
    const pattern = patternOf(indicator, wide);
    if (pattern === null) continue;
    make(
      [pattern],
      pattern,
      INDICATOR_WORDS[kind],
      indicator,
      daysOf(kind),
      indicatorObservable(indicator),
      `Shown by ${accounts.toLocaleString('en-US')} accounts of the campaign and ${outside.toLocaleString('en-US')} others.`,
    );
  }
  for (const scaffold of file.scaffolds) {
    const { accounts, all_accounts, capability } = scaffold;
    const outside = Math.max(0, all_accounts - accounts);
    // By the family, whose anchors become more with time.
    make(
      ['scaffold', scaffold.id],
      scaffoldPattern(scaffold, scaffoldHash(scaffold)),
      `Scaffold: ${CAPABILITY_WORDS[capability].label.toLowerCase()}`,
      { ...scaffold, outside },
      OTHER_DAYS,
      scaffoldObservable(scaffold),
      `Sent by ${accounts.toLocaleString('en-US')} accounts of the campaign and ${outside.toLocaleString('en-US')} others.`,
    );
  }
}
