import type { Evidence } from '@/lib/model/campaign';
import type { RedactionLevel, Tlp } from '@/lib/model/case-words';
import { TLP_OF_LEVEL } from '@/lib/model/case-words';
import type { IndicatorKind } from '@/lib/model/indicator';
import { mask } from '@/lib/text/mask';
import type { CaseAccount, CaseEvent, CaseFile, CaseIndicator, CaseScaffold, CaseTotals } from './model';
import type { Pseudonyms } from './pseudonym';
import { LEFT_OUT, Scrubber } from './scrub';

/**
 * What of a kind of value may leave the house: the value itself, only a keyed hash or the key it is recognized by (`key`),
 * or nothing.
 */
interface Leaves {
  partner: 'value' | 'hash' | 'key' | 'nothing';
  public: 'value' | 'key' | 'nothing';
}

const NAMES_A_CUSTOMER: Leaves = { partner: 'hash', public: 'nothing' };
const TECHNICAL: Leaves = { partner: 'value', public: 'value' };
/** Text that a customer wrote: known by its key only. */
const WRITTEN: Leaves = { partner: 'key', public: 'key' };
const INTERNAL: Leaves = { partner: 'nothing', public: 'nothing' };

/** A new kind has to be put here before it compiles, so that none leaves the house by accident. */
export const LEAVES: Record<IndicatorKind, Leaves> = {
  payment_fingerprint: NAMES_A_CUSTOMER,
  payment_bin: { partner: 'value', public: 'nothing' },
  email_pattern: TECHNICAL,
  email_domain: NAMES_A_CUSTOMER,
  email_hash: NAMES_A_CUSTOMER,
  phone_hash: NAMES_A_CUSTOMER,
  organization: NAMES_A_CUSTOMER,
  signup_block: TECHNICAL,
  signup_asn: TECHNICAL,
  signup_device: NAMES_A_CUSTOMER,
  signup_ja4: TECHNICAL,
  address_block: TECHNICAL,
  asn: TECHNICAL,
  device: NAMES_A_CUSTOMER,
  ja4: TECHNICAL,
  user_agent: TECHNICAL,
  api_key: INTERNAL,
  session: INTERNAL,
  system_prompt: WRITTEN,
  tool_schema: WRITTEN,
  parameter_vector: TECHNICAL,
  reasoning_ref: INTERNAL,
  reasoning_issued: INTERNAL,
  scaffold: TECHNICAL,
  // What others shared: theirs to pass on.
  prompt_anchor: INTERNAL,
};

/** A value is public only when at least so many members show it, and next to nobody else. */
const PUBLIC_MEMBERS = 5;
const PUBLIC_OUTSIDE = 0.02;
/** A count of fewer people than this is not public by itself. */
const SMALLEST_CELL = 5;

export interface RedactOptions {
  level: RedactionLevel;
  tlp?: Tlp;
  pseudonyms: Pseudonyms;
}

/**
 * A case file narrowed to a level. Pure, and does not change what it is given. Below internal nothing that names a customer is
 * left: account ids are keyed hashes at partner and absent at public, text that people wrote is absent, sentences of findings
 * are freed of every value by which a member is known.
 */
export function redact(
  file: CaseFile,
  { level, tlp = TLP_OF_LEVEL[level], pseudonyms }: RedactOptions,
): CaseFile {
  if (level === 'internal') return { ...file, redaction: level, tlp };
  const scrub = new Scrubber(identityOf(file));
  const indicators = file.indicators.flatMap((indicator) => indicatorAt(indicator, level, pseudonyms, scrub));
  const accounts =
    level === 'partner' ? file.accounts.map((account) => accountAt(account, scrub, pseudonyms)) : [];
  const exchanges =
    level === 'partner'
      ? file.exchanges.map((exchange) => ({
          ...exchange,
          id: pseudonyms.of('exchange', `${exchange.account_id}\0${exchange.id}`),
          account_id: pseudonyms.of('account', exchange.account_id),
          excerpt: null,
        }))
      : [];
  const { filter } = file;
  return {
    ...file,
    redaction: level,
    tlp,
    filter: {
      ...filter,
      accounts: { ...filter.accounts, included: accounts.length },
      indicators: { ...filter.indicators, included: indicators.length },
      exchanges: { ...filter.exchanges, included: exchanges.length },
      audit: { ...filter.audit, included: 0 },
    },
    campaign: { ...file.campaign, title: scrub.text(file.campaign.title) },
    evidence: file.evidence.map((evidence) => evidenceAt(evidence, scrub)),
    accounts,
    excluded: [],
    totals: level === 'public' ? coarse(file.totals) : file.totals,
    indicators,
    scaffolds: file.scaffolds.map((scaffold) => scaffoldAt(scaffold, scrub)),
    exchanges,
    models: file.models,
    account_events:
      level === 'public'
        ? file.account_events.filter(({ accounts: n }) => n >= SMALLEST_CELL)
        : file.account_events,
    pathways:
      level === 'public' ? file.pathways.filter(({ accounts: n }) => n >= SMALLEST_CELL) : file.pathways,
    events: file.events.flatMap((event) => eventAt(event, level, scrub)),
    decisions: file.decisions.map((decision) => ({ ...decision, actor: null, reason: null })),
    audit: [],
  };
}

/** Everything by which somebody could be recognized in a sentence. */
function identityOf(file: CaseFile): Set<string> {
  const values = new Set<string>();
  const add = (value: string | null) => {
    if (value) values.add(value);
  };
  for (const { id, identity } of file.accounts) {
    add(id);
    if (!identity) continue;
    add(identity.organization);
    add(identity.email_domain);
    add(identity.email_hash);
    add(identity.phone_hash);
    add(identity.payment_fingerprint);
    add(identity.signup_ip);
    add(identity.device_id);
  }
  for (const { id, by } of file.excluded) {
    add(id);
    add(by);
  }
  for (const { kind, value } of file.indicators) if (LEAVES[kind].partner !== 'value') add(value);
  for (const { actor } of [...file.events, ...file.decisions]) add(actor);
  for (const { account_id, id } of file.exchanges) {
    add(account_id);
    add(id);
  }
  return values;
}

function accountAt(account: CaseAccount, scrub: Scrubber, pseudonyms: Pseudonyms): CaseAccount {
  return {
    ...account,
    id: pseudonyms.of('account', account.id),
    reasons: account.reasons.map((reason) => scrub.text(reason)),
    looks_innocent: account.looks_innocent === null ? null : scrub.text(account.looks_innocent),
    plan: null,
    identity: null,
  };
}

/** Facts stay as far as they are figures; what they quote is taken out of the sentences too. */
function evidenceAt(evidence: Evidence, scrub: Scrubber): Evidence {
  const quoted = new Set<string>();
  const details: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(evidence.details)) {
    if (typeof value === 'number' || typeof value === 'boolean') details[name] = value;
    else for (const text of textsIn(value)) if (!PLAIN_FACTS.has(name)) quoted.add(text);
  }
  const own = new Scrubber(quoted);
  const free = (text: string) => own.text(scrub.text(text)).replace(/“[^”]*”/gu, `“${LEFT_OUT}”`);
  return { ...evidence, summary: free(evidence.summary), baseline: free(evidence.baseline), details };
}

/** Facts whose text is of the program's own making or about models: nobody is known by it. */
const PLAIN_FACTS = new Set(['kind', 'measure', 'model', 'moments']);

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value && typeof value === 'object') return Object.values(value).flatMap(textsIn);
  return [];
}

function indicatorAt(
  indicator: CaseIndicator,
  level: 'partner' | 'public',
  pseudonyms: Pseudonyms,
  scrub: Scrubber,
): CaseIndicator[] {
  const leaves = LEAVES[indicator.kind][level];
  if (leaves === 'nothing') return [];
  if (level === 'public') {
    const { accounts, outside, hub } = indicator;
    if (hub || accounts < PUBLIC_MEMBERS || outside > PUBLIC_OUTSIDE * accounts) return [];
  }
  switch (leaves) {
    case 'hash':
      return [
        { ...indicator, value: pseudonyms.of(indicator.kind, indicator.value), keyed: true, key: null },
      ];
    case 'key':
      return indicator.key === null ? [] : [{ ...indicator, value: `key:${indicator.key}` }];
    case 'value':
      // A technical value can hold a name too, such as a program that is called after its firm.
      return scrub.text(indicator.value) === indicator.value ? [indicator] : [];
  }
}

function scaffoldAt(scaffold: CaseScaffold, scrub: Scrubber): CaseScaffold {
  return { ...scaffold, skeleton: scrub.text(mask(scaffold.skeleton)), examples: [] };
}

/** What runs found stays; of what people did, at partner, that it was done and when. */
function eventAt(event: CaseEvent, level: 'partner' | 'public', scrub: Scrubber): CaseEvent[] {
  if (event.actor === null) return [{ ...event, summary: scrub.text(event.summary) }];
  if (level === 'public' || event.kind === 'note') return [];
  return [{ ...event, actor: null, summary: '' }];
}

/** Counts of few people are put together, so that nobody can be picked out by them. */
function coarse(totals: CaseTotals): CaseTotals {
  const cells = (counts: Record<string, number>) => {
    const kept: Record<string, number> = {};
    let other = 0;
    for (const [value, n] of Object.entries(counts)) {
      if (n >= SMALLEST_CELL) kept[value] = n;
      else other += n;
    }
    return other > 0 ? { ...kept, other } : kept;
  };
  return {
    ...totals,
    by_status: cells(totals.by_status),
    by_role: cells(totals.by_role),
    by_country: cells(totals.by_country),
    by_verified: cells(totals.by_verified),
    by_plan: {},
  };
}
