import type { PoolClient } from 'pg';
import type { Exchanges } from './exchanges';
import { EVERYTHING, type Group } from './group';
import type { ContentFacts, Snapshot } from './snapshot';

/** What harvest is recognised by: a key in `exchange`, and the parameter vectors with which that is another program's. */
export interface Mark {
  key: bigint;
  not: bigint[];
}

/** Writes down what the harvest of each group is recognised by (temporary table `mark`), and makes an empty table `member`. */
export async function writeMarks(tx: PoolClient, groups: readonly (readonly Mark[])[]): Promise<void> {
  await tx.query('DROP TABLE IF EXISTS member, mark');
  await tx.query('CREATE TEMP TABLE member (grp int NOT NULL, account_key bigint NOT NULL) ON COMMIT DROP');
  await tx.query(
    'CREATE TEMP TABLE mark (grp int NOT NULL, key bigint NOT NULL, other bigint[]) ON COMMIT DROP',
  );
  await tx.query(
    `INSERT INTO mark SELECT grp, key, nullif(string_to_array(other, ','), '{}')::bigint[]
       FROM unnest($1::int[], $2::bigint[], $3::text[]) m(grp, key, other)`,
    [
      groups.flatMap((marks, i) => marks.map(() => i)),
      groups.flatMap((marks) => marks.map(({ key }) => key)),
      groups.flatMap((marks) => marks.map(({ not }) => not.join(','))),
    ],
  );
  await tx.query('ANALYZE mark');
}

/** What a group's harvest is recognised by, each key once: of two programs' parts of a content, both count. */
export function marksOf(world: Snapshot, { harvest }: Group): Mark[] {
  const marks = new Map<bigint, bigint[]>();
  for (const key of harvest.anchors ?? []) marks.set(key, []);
  for (const type of ['families', 'systems', 'tools'] as const) {
    for (const at of harvest[type]) {
      const { anchors, not = [] } = world[type][at] as ContentFacts;
      for (const key of anchors)
        marks.set(key, marks.get(key)?.filter((param) => not.includes(param)) ?? not);
    }
  }
  return [...marks].map(([key, not]) => ({ key, not }));
}

/** Tells of exchanges whether they are harvest by these marks, for one group after the other. */
export class Marked {
  /** By key, one more than the place of its mark in `others`. */
  private readonly places: Int32Array;
  private others: ReadonlySet<number>[] = [];
  private set: number[] = [];
  private everything = false;

  constructor(private readonly exchanges: Exchanges) {
    this.places = new Int32Array(exchanges.keys.size + 1);
  }

  /** Takes the marks of another group. */
  use(marks: readonly Mark[]): void {
    const { keys } = this.exchanges;
    for (const number of this.set) this.places[number] = 0;
    this.everything = marks.some(({ key }) => key === EVERYTHING);
    this.set = [];
    this.others = [];
    for (const { key, not } of marks) {
      const number = keys.find(key);
      if (number === 0) continue;
      this.set.push(number);
      this.places[number] = this.others.push(new Set(not.map((param) => keys.find(param))));
    }
  }

  /** Whether the exchange at a place is harvest. */
  at(i: number): boolean {
    const { head, tail, frame, system, tool } = this.exchanges;
    return (
      this.everything ||
      this.by(head[i] as number, i) ||
      this.by(tail[i] as number, i) ||
      this.by(frame[i] as number, i) ||
      this.by(system[i] as number, i) ||
      this.by(tool[i] as number, i)
    );
  }

  private by(key: number, i: number): boolean {
    const place = this.places[key] as number;
    if (place === 0) return false;
    const param = this.exchanges.param[i] as number;
    return param === 0 || !(this.others[place - 1] as ReadonlySet<number>).has(param);
  }
}

/** SQL that tells whether an exchange is by none of the programs that are not the mark's. */
export function byItsProgram(mark: string, exchange: string): string {
  return `(${mark}.other IS NULL OR ${exchange}.param_key IS NULL OR ${exchange}.param_key <> ALL (${mark}.other))`;
}

/** SQL that tells whether exchange `e` of member `m` is harvest; needs the joins of {@link HARVEST_JOINS}. */
export const HARVEST = `(h.key IS NOT NULL OR t.key IS NOT NULL OR f.key IS NOT NULL OR s.key IS NOT NULL OR o.key IS NOT NULL OR w.key IS NOT NULL)`;
export const HARVEST_JOINS = `${[
  ['h', 'head_key'],
  ['t', 'tail_key'],
  ['f', 'frame_key'],
  ['s', 'system_key'],
  ['o', 'tool_key'],
]
  .map(
    ([alias, column]) =>
      `LEFT JOIN mark ${alias} ON ${alias}.grp = m.grp AND ${alias}.key = e.${column} AND ${byItsProgram(alias as string, 'e')}`,
  )
  .join('\n')}
LEFT JOIN mark w ON w.grp = m.grp AND w.key = ${EVERYTHING}`;
