import {
  countColumn,
  int2Column,
  int4Column,
  int8Column,
  type Piece,
  pieceColumn,
  piecesOf,
  textColumn,
  timeColumn,
} from '@/lib/db/array';
import type { RollupColumns } from '@/lib/db/rollup';
import { INDICATOR_KINDS } from '@/lib/model/indicator';
import type { Batch } from './batch';
import { DAY, HOUR, SLOTS, type Sums } from './facts';
import { halves, Places, ranked } from './places';

/** Numbers by place, as many as there are places. */
class Row {
  values: Float64Array;

  constructor(private readonly blank: number) {
    this.values = new Float64Array(1 << 10).fill(blank);
  }

  room(size: number): Float64Array {
    if (size > this.values.length) {
      const larger = new Float64Array(Math.max(size, 2 * this.values.length));
      larger.set(this.values);
      larger.fill(this.blank, this.values.length);
      this.values = larger;
    }
    return this.values;
  }
}

/** More pairs than this are not remembered: 16 to 24 bytes each. */
const MOST_PAIRS = 1_000_000;

/**
 * Which accounts are known to have shown which indicators, by halves of their keys: two pairs that agree in these are taken for
 * one, which costs no more than asking the database.
 */
export class KnownPairs {
  private readonly places = new Places();

  has(account: number, indicator: number): boolean {
    return this.places.size >= MOST_PAIRS || this.places.has(account, indicator);
  }

  add(account: number, indicator: number): void {
    if (this.places.size < MOST_PAIRS) this.places.of(account, indicator);
  }
}

/**
 * Adds up what several batches add to the rollups, so that each row of these is written once for all of them: most
 * batches touch the same rows again, and a row written costs the database more than all the adding does.
 */
export class Merged {
  private readonly accounts = new Places();
  private readonly ids: string[] = [];
  private readonly accountFirst = new Row(Number.NaN);
  private readonly accountLast = new Row(Number.NaN);
  private readonly accountCount = new Row(0);
  /** Whether an account is to be written: those of duplicates alone are not. */
  private readonly touched = new Row(0);

  private readonly models = new Places();
  private readonly names: string[] = [];
  private readonly modelFirst = new Row(Number.NaN);
  private readonly modelLast = new Row(Number.NaN);

  private readonly indicators = new Places();
  private readonly kinds: number[] = [];
  private readonly values: Piece[] = [];

  private readonly shown = new Places();
  private readonly shownFirst = new Row(Number.NaN);
  private readonly shownLast = new Row(Number.NaN);
  private readonly shownCount = new Row(0);

  private readonly blocks = new Places();
  private readonly held = new Places();
  private readonly issued = new Row(Number.NaN);
  private readonly presented = new Row(Number.NaN);

  private readonly hours = new Places();
  private readonly traffic = new Places();
  private readonly exchanges = new Row(0);
  private readonly input = new Row(0);
  private readonly output = new Row(0);
  private readonly refused = new Row(0);
  private readonly limited = new Row(0);

  private readonly days = new Places();
  private readonly daily = new Places();
  private readonly dayExchanges = new Row(0);
  private readonly dayOutput = new Row(0);

  /** Takes a batch, with the sums of those of its exchanges that were new. */
  add(batch: Batch, sums: Sums): void {
    const { facts } = batch;
    const accounts = this.placesOf(this.accounts, facts.accountKeys, this.ids, facts.accountIds);
    const models = this.placesOf(this.models, facts.modelKeys, this.names, facts.modelNames);
    const indicators = this.addIndicators(batch);
    this.addAccounts(sums.account, accounts);
    this.addModels(sums.model, models);
    this.addShown(sums.shown, accounts, indicators);
    this.addBlocks(sums.block, accounts, facts.blockKeys);
    this.addHours(sums.hour, accounts, models);
    this.addDays(sums.day, accounts, models);
  }

  private placesOf(
    places: Places,
    keys: BigInt64Array,
    labels: string[],
    given: readonly string[],
  ): Int32Array {
    const pairs = halves(keys);
    const found = new Int32Array(keys.length);
    for (let i = 0; i < keys.length; i++) {
      const place = places.of(pairs[2 * i] as number, pairs[2 * i + 1] as number);
      if (place === labels.length) labels.push(given[i] as string);
      found[i] = place;
    }
    return found;
  }

  /** Of several labels for one key the least, as the database does. */
  private addIndicators({ facts, indicatorKinds, indicatorValues }: Batch): Int32Array {
    const pairs = halves(facts.indicatorKeys);
    const pieces = piecesOf(indicatorValues);
    const found = new Int32Array(facts.indicatorKeys.length);
    for (let i = 0; i < found.length; i++) {
      const place = this.indicators.of(pairs[2 * i] as number, pairs[2 * i + 1] as number);
      const piece = pieces[i] as Piece;
      if (place === this.values.length) {
        this.kinds.push(indicatorKinds[i] as number);
        this.values.push(piece);
      } else if (piece.compare(this.values[place] as Piece) < 0) {
        this.kinds[place] = indicatorKinds[i] as number;
        this.values[place] = piece;
      }
      found[i] = place;
    }
    return found;
  }

  private addAccounts({ account, first, last, count }: Sums['account'], accounts: Int32Array): void {
    const { size } = this.accounts;
    const [firsts, lasts] = [this.accountFirst.room(size), this.accountLast.room(size)];
    const [counts, touched] = [this.accountCount.room(size), this.touched.room(size)];
    for (let i = 0; i < account.length; i++) {
      const place = accounts[account[i] as number] as number;
      touched[place] = 1;
      least(firsts, place, first[i] as number);
      most(lasts, place, last[i] as number);
      counts[place] = (counts[place] as number) + (count[i] as number);
    }
  }

  private addModels({ model, first, last }: Sums['model'], models: Int32Array): void {
    const { size } = this.models;
    const [firsts, lasts] = [this.modelFirst.room(size), this.modelLast.room(size)];
    for (let i = 0; i < model.length; i++) {
      const place = models[model[i] as number] as number;
      least(firsts, place, first[i] as number);
      most(lasts, place, last[i] as number);
    }
  }

  private addShown(
    { account, indicator, first, last, count }: Sums['shown'],
    accounts: Int32Array,
    indicators: Int32Array,
  ): void {
    const size = this.shown.size + account.length;
    const [firsts, lasts] = [this.shownFirst.room(size), this.shownLast.room(size)];
    const counts = this.shownCount.room(size);
    for (let i = 0; i < account.length; i++) {
      const place = this.shown.of(
        accounts[account[i] as number] as number,
        indicators[indicator[i] as number] as number,
      );
      least(firsts, place, first[i] as number);
      most(lasts, place, last[i] as number);
      counts[place] = (counts[place] as number) + (count[i] as number);
    }
  }

  private addBlocks(
    { block, account, issued, presented }: Sums['block'],
    accounts: Int32Array,
    keys: BigInt64Array,
  ): void {
    const pairs = halves(keys);
    const size = this.held.size + account.length;
    const [issues, presents] = [this.issued.room(size), this.presented.room(size)];
    for (let i = 0; i < account.length; i++) {
      const key = block[i] as number;
      const known = this.blocks.of(pairs[2 * key] as number, pairs[2 * key + 1] as number);
      const place = this.held.of(known, accounts[account[i] as number] as number);
      least(issues, place, issued[i] as number);
      least(presents, place, presented[i] as number);
    }
  }

  private addHours(sums: Sums['hour'], accounts: Int32Array, models: Int32Array): void {
    const size = this.traffic.size + sums.account.length;
    const [exchanges, input, output] = [
      this.exchanges.room(size),
      this.input.room(size),
      this.output.room(size),
    ];
    const [refused, limited] = [this.refused.room(size), this.limited.room(size)];
    for (let i = 0; i < sums.account.length; i++) {
      const cell = (models[sums.model[i] as number] as number) * SLOTS + (sums.capability[i] as number);
      const place = this.traffic.of(
        accounts[sums.account[i] as number] as number,
        this.hours.of(sums.hour[i] as number, cell),
      );
      exchanges[place] = (exchanges[place] as number) + (sums.exchanges[i] as number);
      input[place] = (input[place] as number) + (sums.input[i] as number);
      output[place] = (output[place] as number) + (sums.output[i] as number);
      refused[place] = (refused[place] as number) + (sums.refused[i] as number);
      limited[place] = (limited[place] as number) + (sums.limited[i] as number);
    }
  }

  private addDays(sums: Sums['day'], accounts: Int32Array, models: Int32Array): void {
    const size = this.daily.size + sums.who.length;
    const [exchanges, output] = [this.dayExchanges.room(size), this.dayOutput.room(size)];
    for (let i = 0; i < sums.who.length; i++) {
      const cell = (models[sums.model[i] as number] as number) * SLOTS + (sums.capability[i] as number);
      const who = sums.who[i] as number;
      const place = this.daily.of(
        who < 0 ? who : (accounts[who] as number),
        this.days.of(sums.day[i] as number, cell),
      );
      exchanges[place] = (exchanges[place] as number) + (sums.exchanges[i] as number);
      output[place] = (output[place] as number) + (sums.output[i] as number);
    }
  }

  /** All of it as the statements take it, each table's rows by key. `pairs`: what was written before. */
  columns(pairs: KnownPairs): RollupColumns {
    const accounts = ranked(this.accounts);
    const models = ranked(this.models);
    const indicators = ranked(this.indicators);
    const shown = sortedBy(this.shown, accounts.rank, indicators.rank);
    return {
      account: this.accountColumns(accounts),
      model: this.modelColumns(models),
      indicator: this.indicatorColumns(indicators),
      accountIndicator: this.shownColumns(shown),
      unseenPairs: Uint8Array.from(shown, (place) => (pairs.has(...this.pairOf(place)) ? 0 : 1)),
      reasoningBlock: this.blockColumns(accounts),
      accountHour: this.hourColumns(accounts, models),
      trafficHour: this.trafficColumns(),
      capabilityDay: this.dayColumns(accounts),
    };
  }

  private accountColumns({ order }: Ranked): Uint8Array[] {
    const touched = this.touched.room(order.length);
    const chosen = order.filter((place) => touched[place] === 1);
    return [
      keyColumn(this.accounts, chosen),
      textColumn(Array.from(chosen, (place) => this.ids[place])),
      timeColumn(pick(this.accountFirst, chosen)),
      timeColumn(pick(this.accountLast, chosen)),
      countColumn(pick(this.accountCount, chosen)),
    ];
  }

  private modelColumns({ order }: Ranked): Uint8Array[] {
    const first = this.modelFirst.room(order.length);
    const chosen = order.filter((place) => !Number.isNaN(first[place]));
    return [
      keyColumn(this.models, chosen),
      textColumn(Array.from(chosen, (place) => this.names[place])),
      timeColumn(pick(this.modelFirst, chosen)),
      timeColumn(pick(this.modelLast, chosen)),
    ];
  }

  private indicatorColumns({ keys, order }: Ranked): Uint8Array[] {
    return [
      int8Column(keys),
      textColumn(Array.from(order, (place) => INDICATOR_KINDS[this.kinds[place] as number])),
      pieceColumn(Array.from(order, (place) => this.values[place] as Piece)),
    ];
  }

  /** Tells `pairs` the accounts with the indicators that they showed, once these are committed. */
  remember(pairs: KnownPairs): void {
    for (let place = 0; place < this.shown.size; place++) pairs.add(...this.pairOf(place));
  }

  /** A half of the account's key and one of the indicator's. */
  private pairOf(place: number): [number, number] {
    return [this.accounts.first(this.shown.first(place)), this.indicators.first(this.shown.second(place))];
  }

  private shownColumns(order: Int32Array): Uint8Array[] {
    return [
      keyColumn(this.accounts, order, (place) => this.shown.first(place)),
      keyColumn(this.indicators, order, (place) => this.shown.second(place)),
      timeColumn(pick(this.shownFirst, order)),
      timeColumn(pick(this.shownLast, order)),
      int4Column(pick(this.shownCount, order)),
    ];
  }

  private blockColumns(accounts: Ranked): Uint8Array[] {
    const order = sortedBy(this.held, ranked(this.blocks).rank, accounts.rank);
    return [
      keyColumn(this.blocks, order, (place) => this.held.first(place)),
      keyColumn(this.accounts, order, (place) => this.held.second(place)),
      timeColumn(pick(this.issued, order)),
      timeColumn(pick(this.presented, order)),
    ];
  }

  private hourColumns(accounts: Ranked, models: Ranked): Uint8Array[] {
    const { hours, traffic } = this;
    const order = sortedBy(traffic, accounts.rank, rankOfCells(hours, models));
    const cell = (place: number) => hours.second(traffic.second(place));
    return [
      keyColumn(this.accounts, order, (place) => traffic.first(place)),
      timeColumn(Float64Array.from(order, (place) => hours.first(traffic.second(place)) * HOUR)),
      int2Column(order.map((place) => cell(place) % SLOTS)),
      keyColumn(this.models, order, (place) => Math.floor(cell(place) / SLOTS)),
      int4Column(pick(this.exchanges, order)),
      countColumn(pick(this.input, order)),
      countColumn(pick(this.output, order)),
      int4Column(pick(this.refused, order)),
      int4Column(pick(this.limited, order)),
    ];
  }

  private trafficColumns(): Uint8Array[] {
    const { hours, traffic } = this;
    const exchanges = this.exchanges.room(traffic.size);
    const totals = new Map<number, number>();
    for (let place = 0; place < traffic.size; place++) {
      const hour = hours.first(traffic.second(place));
      totals.set(hour, (totals.get(hour) ?? 0) + (exchanges[place] as number));
    }
    const order = Float64Array.from(totals.keys()).sort();
    return [
      timeColumn(order.map((hour) => hour * HOUR)),
      countColumn(order.map((hour) => totals.get(hour) as number)),
    ];
  }

  /** The statement adds up the accounts by pathway and sorts. */
  private dayColumns(accounts: Ranked): Uint8Array[] {
    const { days, daily } = this;
    const order = Int32Array.from({ length: daily.size }, (_, place) => place);
    const cell = (place: number) => days.second(daily.second(place));
    const who = (place: number) => daily.first(place);
    return [
      timeColumn(Float64Array.from(order, (place) => days.first(daily.second(place)) * DAY)),
      int2Column(order.map((place) => cell(place) % SLOTS)),
      keyColumn(this.models, order, (place) => Math.floor(cell(place) / SLOTS)),
      int2Column(order.map((place) => (who(place) < 0 ? -1 - who(place) : -1))),
      int8Column(
        BigInt64Array.from(order, (place) =>
          who(place) < 0 ? 0n : (accounts.keys[accounts.rank[who(place)] as number] as bigint),
        ),
      ),
      countColumn(pick(this.dayExchanges, order)),
      countColumn(pick(this.dayOutput, order)),
    ];
  }
}

type Ranked = ReturnType<typeof ranked>;

function least(values: Float64Array, place: number, value: number): void {
  if (value < (values[place] as number) || Number.isNaN(values[place])) values[place] = value;
}

function most(values: Float64Array, place: number, value: number): void {
  if (value > (values[place] as number) || Number.isNaN(values[place])) values[place] = value;
}

/** Cells (time, and model with capability) by time, capability and the model's key. */
function rankOfCells(cells: Places, models: Ranked): Int32Array {
  const width = models.keys.length;
  const codes = new Float64Array(cells.size);
  for (let place = 0; place < cells.size; place++) {
    const cell = cells.second(place);
    const model = models.rank[Math.floor(cell / SLOTS)] as number;
    codes[place] = (cells.first(place) * SLOTS + (cell % SLOTS)) * width + model;
  }
  const sorted = codes.slice().sort();
  const rank = new Map<number, number>();
  for (let i = 0; i < sorted.length; i++) rank.set(sorted[i] as number, i);
  return Int32Array.from(codes, (code) => rank.get(code) as number);
}

/** The places of pairs in the order of their first and then their second members' ranks. */
function sortedBy(pairs: Places, first: Int32Array, second: Int32Array): Int32Array {
  const { size } = pairs;
  const width = second.length;
  const codes = new Float64Array(size);
  for (let place = 0; place < size; place++) {
    const major = first[pairs.first(place)] as number;
    codes[place] = major * width + (second[pairs.second(place)] as number);
  }
  codes.sort();
  const firstAt = inverse(first);
  const secondAt = inverse(second);
  const order = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const code = codes[i] as number;
    const major = Math.floor(code / width);
    order[i] = pairs.of(firstAt[major] as number, secondAt[code - major * width] as number);
  }
  return order;
}

function inverse(rank: Int32Array): Int32Array {
  const order = new Int32Array(rank.length);
  for (let place = 0; place < rank.length; place++) order[rank[place] as number] = place;
  return order;
}

function pick(row: Row, order: Int32Array): Float64Array {
  const chosen = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) chosen[i] = row.values[order[i] as number] as number;
  return chosen;
}

function keyColumn(
  places: Places,
  order: Int32Array,
  placeOf: (place: number) => number = (place) => place,
): Uint8Array {
  const keys = new BigInt64Array(order.length);
  const pairs = halves(keys);
  for (let i = 0; i < order.length; i++) {
    const place = placeOf(order[i] as number);
    pairs[2 * i] = places.first(place);
    pairs[2 * i + 1] = places.second(place);
  }
  return int8Column(keys);
}
