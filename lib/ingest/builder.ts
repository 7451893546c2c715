import { textColumn } from '@/lib/db/array';
import { CopyRows } from '@/lib/db/copy';
import { indicatorKey, key64 } from '@/lib/model/hash';
import type { IndicatorKind } from '@/lib/model/indicator';
import type { ExchangeRecord } from '@/lib/model/records';
import {
  analyzeExchanges,
  type ExchangeAnalysis,
  MOST_AT_ONCE,
  type PromptRetention,
} from '@/lib/text/analyze';
import type { ScaffoldKeys } from '@/lib/text/scaffold';
import type { Keyed } from '@/lib/text/structure';
import { AccountChanges } from './account';
import { type AccountEvent, type Batch, EXCHANGE_COLUMN_COUNT, type SharedIndicator } from './batch';
import type { Checked } from './check';
import type { Networks } from './enrich/networks';
import { addUp, type Facts, LIMITED, REFUSED } from './facts';
import { IndicatorTable, Names } from './intern';
import {
  accountKeys,
  agents,
  blockKey,
  blocks,
  KIND_INDEX,
  MODALITY_BIT,
  modelKeys,
  PATHWAY_INDEX,
  sessionKeys,
} from './keys';
import { ownIndicator } from './peer-indicator';
import { storable } from './storable';

const DAY = 86_400_000_000;
const NONE: ReadonlySet<bigint> = new Set();
/** Exchanges wait to be analysed together, but not with more text than this, in characters. */
const MOST_TEXT = 1 << 17;

/** Collects checked records and turns them into a {@link Batch} without its rejects. At most 32,768 records. */
export class BatchBuilder {
  private unknownFields = 0;
  private others = 0;

  private readonly rows = new CopyRows(1 << 20);
  private readonly rowEnd: number[] = [];
  private readonly ids: string[] = [];
  private readonly account: number[] = [];
  private readonly at: number[] = [];
  private readonly model: number[] = [];
  private readonly capability: number[] = [];
  private readonly pathway: number[] = [];
  private readonly inputTokens: number[] = [];
  private readonly outputTokens: number[] = [];
  private readonly flags: number[] = [];
  private readonly indicatorEnd: number[] = [];
  private readonly rowIndicators: number[] = [];
  private readonly blockEnd: number[] = [];
  private readonly rowBlocks: number[] = [];

  private readonly accounts = new Names((id) => accountKeys.get(id));
  private readonly models = new Names((name) => modelKeys.get(name));
  private readonly indicators = new IndicatorTable();
  private readonly lookUps = new Map<IndicatorKind, (value: string) => number>();
  private readonly seen = {
    block: this.derived('address_block', (ip) => blocks.get(ip)),
    agent: this.derived('user_agent', (agent) => agents.get(agent)),
    asn: this.lookUp('asn'),
    device: this.lookUp('device'),
    ja4: this.lookUp('ja4'),
    apiKey: this.lookUp('api_key'),
  };
  /** Positions of what most exchanges repeat, by the very thing that was read. */
  private readonly systems = new Map<string, number>();
  private readonly keyed = new Map<Keyed, number>();
  private readonly reasoning = new Names(blockKey);
  private readonly changes = new AccountChanges();
  private readonly named = new Set<number>();
  private readonly shown: { account: number; indicator: number; at: number }[] = [];
  private readonly events: AccountEvent[] = [];
  private readonly releases: Batch['releases'] = [];
  private readonly shared: SharedIndicator[] = [];

  /** Exchanges that wait, and their times. */
  private waiting: ExchangeRecord[] = [];
  private waitingAt: number[] = [];
  private waitingText = 0;

  /** Accounts of which the network of an exchange was derived in this batch. */
  private readonly located = new Set<number>();

  /** `anchors`: keys of prompts that others shared; who sends them is noted. `networks`: what addresses say where a record does not. */
  constructor(
    private readonly retention: PromptRetention,
    private readonly anchors: ReadonlySet<bigint> = NONE,
    private readonly networks: Networks | null = null,
  ) {}

  add(checked: Checked, unknownFields: number): void {
    if (checked.type === 'exchange') {
      this.addExchange(checked.record, checked.at, unknownFields);
      return;
    }
    this.unknownFields += unknownFields;
    this.addOther(checked);
  }

  private addOther(checked: Exclude<Checked, { type: 'exchange' }>): void {
    this.others++;
    switch (checked.type) {
      case 'account': {
        const { record, at, statusAt, said } = checked;
        const position = this.name(record.id);
        const key = accountKeys.get(record.id);
        const { shown, event } = this.changes.add(key, record, at, statusAt, said, this.networks);
        for (const [kind, value] of shown) {
          const indicator = this.lookUp(kind)(value);
          this.shown.push({ account: position, indicator, at });
        }
        if (event) this.events.push(event);
        return;
      }
      case 'account_event': {
        const { record, at } = checked;
        this.name(record.account_id);
        const account = accountKeys.get(record.account_id);
        this.events.push({
          account,
          at,
          kind: record.kind,
          reason: record.reason ? storable(record.reason) : null,
        });
        this.changes.addEvent(account, record.kind, at);
        return;
      }
      case 'model_release':
        this.releases.push({
          key: key64(`model\0${checked.record.model}`),
          name: checked.record.model,
          at: checked.at,
        });
        return;
      case 'indicator': {
        const { source, confidence, note } = checked.record;
        const { kind, value } = ownIndicator(checked.record.kind, checked.record.value);
        this.shared.push({
          key: indicatorKey(kind, value),
          source: storable(source ?? ''),
          kind,
          value,
          confidence: confidence ?? null,
          validUntil: checked.at,
          note: note ? storable(note) : null,
        });
      }
    }
  }

  private noteAnchors({ system, head, tail, frame }: ScaffoldKeys): void {
    for (const key of new Set([system, head, tail, frame])) {
      if (key === null || !this.anchors.has(key)) continue;
      const name = BigInt.asUintN(64, key).toString(16).padStart(16, '0');
      this.rowIndicators.push(this.lookUp('prompt_anchor')(name));
    }
  }

  private name(id: string): number {
    const position = this.accounts.position(id);
    this.named.add(position);
    return position;
  }

  /** Takes what it needs of the record: the caller may overwrite it. `at` in microseconds since 1970. */
  addExchange(record: ExchangeRecord, at: number, unknownFields: number): void {
    this.unknownFields += unknownFields;
    this.waiting.push({ ...record });
    this.waitingAt.push(at);
    this.waitingText += record.prompt?.length ?? 0;
    if (this.waiting.length >= MOST_AT_ONCE || this.waitingText >= MOST_TEXT) this.addWaiting();
  }

  private addWaiting(): void {
    const { waiting, waitingAt } = this;
    const analyses = analyzeExchanges(waiting, waiting.length, this.retention);
    for (let i = 0; i < waiting.length; i++)
      this.addRow(waiting[i] as ExchangeRecord, waitingAt[i] as number, analyses[i] as ExchangeAnalysis);
    this.waiting = [];
    this.waitingAt = [];
    this.waitingText = 0;
  }

  private addRow(record: ExchangeRecord, at: number, analysis: ExchangeAnalysis): void {
    const { rows, indicators, rowIndicators } = this;
    const account = this.accounts.position(record.account_id);
    const model = this.models.position(record.model);
    const pathway = record.pathway === undefined ? -1 : (PATHWAY_INDEX.get(record.pathway) as number);
    const block = this.note(this.seen.block, record.ip);
    const agent = this.note(this.seen.agent, record.user_agent);
    if (record.asn !== undefined) this.note(this.seen.asn, String(record.asn));
    else if (this.networks !== null && record.ip !== undefined)
      this.noteNetwork(this.networks, record.ip, account);
    this.note(this.seen.device, record.device_id);
    this.note(this.seen.ja4, record.ja4);
    this.note(this.seen.apiKey, record.api_key_id);
    if (analysis.system !== null) {
      const system = record.system as string;
      let position = this.systems.get(system);
      if (position === undefined) {
        position = indicators.family(analysis.system, 'system_prompt', analysis.systemExcerpt ?? UNKEPT);
        this.systems.set(system, position);
      }
      rowIndicators.push(position);
    }
    const { toolSchema, parameterVector } = analysis;
    if (toolSchema) rowIndicators.push(this.positionOf(toolSchema, 'tool_schema'));
    if (parameterVector) rowIndicators.push(this.positionOf(parameterVector, 'parameter_vector'));
    if (this.anchors.size > 0) this.noteAnchors(analysis);
    this.indicatorEnd.push(rowIndicators.length);
    this.addBlocks(record.reasoning_refs, 0);
    this.addBlocks(record.reasoning_issued, 1);
    this.blockEnd.push(this.rowBlocks.length);

    rows.begin(EXCHANGE_COLUMN_COUNT);
    rows.bigint(this.accounts.keys[account] as bigint);
    rows.time(at);
    rows.bigint(this.models.keys[model] as bigint);
    rows.bigint(record.session_id ? sessionKeys.get(record.session_id) : null);
    rows.bigint(analysis.system);
    rows.bigint(analysis.head);
    rows.bigint(analysis.tail);
    rows.bigint(analysis.frame);
    rows.bigint(toolSchema?.key ?? null);
    rows.bigint(parameterVector?.key ?? null);
    rows.bigint(block);
    rows.bigint(agent);
    rows.integer(record.input_tokens ?? null);
    rows.integer(record.output_tokens ?? null);
    rows.integer(record.cached_tokens ?? null);
    rows.integer(record.latency_ms === undefined ? null : Math.round(record.latency_ms));
    rows.smallint(record.status ?? null);
    rows.smallint(analysis.capabilityIndex);
    rows.smallint(Math.round(analysis.score * 1000));
    rows.smallint(pathway < 0 ? null : pathway);
    rows.smallint(modalityBits(record.modalities));
    rows.boolean(record.refused === true);
    rows.text(record.id);
    rows.text(analysis.excerpt);
    this.rowEnd.push(rows.length);

    this.ids.push(record.id);
    this.account.push(account);
    this.at.push(at);
    this.model.push(model);
    this.capability.push(analysis.capabilityIndex);
    this.pathway.push(pathway);
    this.inputTokens.push(record.input_tokens ?? 0);
    this.outputTokens.push(record.output_tokens ?? 0);
    this.flags.push((record.refused ? REFUSED : 0) | (record.status === 429 ? LIMITED : 0));
  }

  /** Notes that the row being added shows a value, and gives its key; null for none. */
  private note(position: (value: string) => number, value: string | undefined): bigint | null {
    if (value === undefined || value === '') return null;
    const indicator = position(value);
    if (indicator < 0) return null;
    this.rowIndicators.push(indicator);
    return this.indicators.keys[indicator] as bigint;
  }

  /** The network of an address, for an exchange that does not name it. */
  private noteNetwork(networks: Networks, ip: string, account: number): void {
    const asn = networks.asn(ip);
    if (asn === null) return;
    this.note(this.seen.asn, asn);
    if (this.located.has(account)) return;
    this.located.add(account);
    this.changes.noteNetwork(this.accounts.keys[account] as bigint, `address by ${networks.by('asn')}`);
  }

  private lookUp(kind: IndicatorKind): (value: string) => number {
    let found = this.lookUps.get(kind);
    if (!found) {
      found = this.indicators.ofKind(kind);
      this.lookUps.set(kind, found);
    }
    return found;
  }

  /** A look-up by what a value of the kind is derived from; -1 where that gives none. */
  private derived(kind: IndicatorKind, derive: (from: string) => string): (from: string) => number {
    const position = this.lookUp(kind);
    const known = new Map<string, number>();
    return (from) => {
      let found = known.get(from);
      if (found === undefined) {
        const value = derive(from);
        found = value === '' ? -1 : position(value);
        known.set(from, found);
      }
      return found;
    };
  }

  private positionOf(keyed: Keyed, kind: IndicatorKind): number {
    let position = this.keyed.get(keyed);
    if (position === undefined) {
      position = this.indicators.family(keyed.key, kind, keyed.label);
      this.keyed.set(keyed, position);
    }
    return position;
  }

  private addBlocks(hashes: readonly string[] | undefined, issued: 0 | 1): void {
    if (!hashes) return;
    for (const hash of hashes) {
      if (hash !== '') this.rowBlocks.push(this.reasoning.position(hash) * 2 + issued);
    }
  }

  /** Sorts, leaves out what stands twice, and adds up. The builder is used up by this. */
  finish(): Omit<Batch, 'rejects'> {
    this.addWaiting();
    const accounts = this.accounts.sorted();
    const models = this.models.sorted();
    const indicators = this.indicators.sorted();
    const reasoning = this.reasoning.sorted();
    const { order, repeated } = this.rowOrder(accounts.rank);
    const indicatorLists = gather(
      order,
      this.indicatorEnd,
      this.rowIndicators,
      (item) => indicators.rank[item] as number,
    );
    const blockLists = gather(
      order,
      this.blockEnd,
      this.rowBlocks,
      (item) => (reasoning.rank[item >> 1] as number) * 2 + (item & 1),
    );
    const at = Float64Array.from(order, (row) => this.at[row] as number);
    const facts: Facts = {
      accountKeys: accounts.keys,
      accountIds: accounts.labels,
      modelKeys: models.keys,
      modelNames: models.labels,
      indicatorKeys: indicators.keys,
      blockKeys: reasoning.keys,
      account: Int32Array.from(order, (row) => accounts.rank[this.account[row] as number] as number),
      at,
      model: Int32Array.from(order, (row) => models.rank[this.model[row] as number] as number),
      capability: Uint8Array.from(order, (row) => this.capability[row] as number),
      pathway: Int8Array.from(order, (row) => this.pathway[row] as number),
      inputTokens: Int32Array.from(order, (row) => this.inputTokens[row] as number),
      outputTokens: Int32Array.from(order, (row) => this.outputTokens[row] as number),
      flags: Uint8Array.from(order, (row) => this.flags[row] as number),
      indicatorStart: indicatorLists.start,
      indicators: indicatorLists.items,
      blockStart: blockLists.start,
      blocks: blockLists.items,
      named: Int32Array.from(this.named, (position) => accounts.rank[position] as number),
      shownAccount: Int32Array.from(this.shown, ({ account }) => accounts.rank[account] as number),
      shownIndicator: Int32Array.from(this.shown, ({ indicator }) => indicators.rank[indicator] as number),
      shownAt: Float64Array.from(this.shown, (shown) => shown.at),
    };
    return {
      unknownFields: this.unknownFields,
      others: this.others,
      repeated,
      rows: this.orderedRows(order),
      exchanges: order.length,
      days: [...new Set(Array.from(at, (time) => Math.floor(time / DAY)))],
      newest: latest(at),
      facts,
      sums: addUp(facts),
      indicatorKinds: Uint8Array.from(indicators.labels, ({ kind }) => KIND_INDEX.get(kind) as number),
      indicatorValues: textColumn(indicators.labels.map((label) => label.value)),
      accounts: this.changes.list(),
      events: this.events,
      releases: this.releases,
      shared: this.shared,
    };
  }

  /** Rows by account, time and id; of those that agree in all three the first. */
  private rowOrder(rank: Int32Array): { order: number[]; repeated: number } {
    const { account, at, ids } = this;
    const place = Int32Array.from(account, (position) => rank[position] as number);
    const all = Array.from(account, (_, row) => row).sort((a, b) => {
      const byAccount = (place[a] as number) - (place[b] as number);
      if (byAccount !== 0) return byAccount;
      const byTime = (at[a] as number) - (at[b] as number);
      if (byTime !== 0) return byTime;
      const [x, y] = [ids[a] as string, ids[b] as string];
      return x === y ? a - b : x < y ? -1 : 1;
    });
    const same = (a: number, b: number) => place[a] === place[b] && at[a] === at[b] && ids[a] === ids[b];
    const order = all.filter((row, i) => i === 0 || !same(all[i - 1] as number, row));
    return { order, repeated: all.length - order.length };
  }

  private orderedRows(order: readonly number[]): Uint8Array {
    const written = this.rows.written();
    const start = (row: number) => (row === 0 ? 0 : (this.rowEnd[row - 1] as number));
    let size = 0;
    for (const row of order) size += (this.rowEnd[row] as number) - start(row);
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const row of order) {
      const from = start(row);
      const to = this.rowEnd[row] as number;
      bytes.set(written.subarray(from, to), at);
      at += to - from;
    }
    return bytes;
  }
}

/** Stands for a system prompt of which nothing may be kept. */
const UNKEPT = '⟨not kept⟩';

function modalityBits(modalities: ExchangeRecord['modalities']): number {
  let bits = 0;
  for (const modality of modalities ?? []) bits |= MODALITY_BIT.get(modality) as number;
  return bits;
}

/** The lists of the rows in their new order, as starts and items; what stands twice in one row counts once. */
function gather(
  order: readonly number[],
  ends: readonly number[],
  items: readonly number[],
  place: (item: number) => number,
): { start: Int32Array; items: Int32Array } {
  const start = new Int32Array(order.length + 1);
  const out: number[] = [];
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    const from = out.length;
    for (let at = row === 0 ? 0 : (ends[row - 1] as number); at < (ends[row] as number); at++) {
      const item = place(items[at] as number);
      if (out.indexOf(item, from) < 0) out.push(item);
    }
    start[i + 1] = out.length;
  }
  return { start, items: Int32Array.from(out) };
}

function latest(times: Float64Array): number {
  let newest = Number.NaN;
  for (const time of times) if (!(newest >= time)) newest = time;
  return newest;
}
