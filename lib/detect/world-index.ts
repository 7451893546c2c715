import type { Cell } from './cells';
import { lookupOf } from './lookup';
import { addCell, type ContentProfile, emptyProfile } from './profile';
import type { Repertoire } from './repertoire';
import { type Lists, listsOf } from './senders';
import type { ContentFacts, Snapshot } from './snapshot';

export type ContentType = keyof Repertoire;
export const CONTENT_TYPES = ['families', 'systems', 'tools'] as const satisfies readonly ContentType[];
export const COLUMN = { families: 'family', systems: 'system', tools: 'tool' } as const satisfies Record<
  ContentType,
  keyof Cell
>;

export interface Used extends Lists {
  exchanges: Int32Array;
}

/** A snapshot looked up the other way round: what each account has and uses. Made once per run, in one pass. */
export interface WorldIndex {
  world: Snapshot;
  /** Positions in Snapshot.shared, by account. */
  values: readonly (readonly number[])[];
  /** By account, the contents it uses, and how often it does in the same places. */
  used: Record<ContentType, Used>;
  /** By content. */
  profiles: Record<ContentType, readonly ContentProfile[]>;
}

export function indexWorld(world: Snapshot): WorldIndex {
  const { values } = lookupOf(world);
  const used = {
    families: transposed(world, 'families'),
    systems: transposed(world, 'systems'),
    tools: transposed(world, 'tools'),
  };
  const profiles = {
    families: world.families.map(emptyProfile),
    systems: world.systems.map(emptyProfile),
    tools: world.tools.map(emptyProfile),
  };
  const { cells } = world;
  for (const type of CONTENT_TYPES) {
    const column = cells[COLUMN[type]];
    for (let i = 0; i < column.length; i++) {
      const profile = profiles[type][column[i] as number];
      if (profile) addCell(profile, cells, i);
    }
  }
  return { world, values, used, profiles };
}

const rooms = new WeakMap<Snapshot, Int32Array>();

/** Room to note a number by the value of any column of cells, one place on; whoever uses it leaves all of it 0. */
export function roomByValue(world: Snapshot): Int32Array {
  let room = rooms.get(world);
  if (!room) {
    const { families, systems, tools, params } = world;
    room = new Int32Array(1 + Math.max(...[families, systems, tools, params].map((all) => all.length)));
    rooms.set(world, room);
  }
  return room;
}

function transposed(world: Snapshot, type: ContentType): Used {
  const { from, items } = listsOf(world.accounts.length, (add) => {
    world[type].forEach(({ byAccount }: ContentFacts, at) => {
      for (const account of byAccount.keys()) add(account, at);
    });
  });
  const exchanges = new Int32Array(items.length);
  const next = from.slice();
  for (const { byAccount } of world[type]) {
    const counts = byAccount.values()[Symbol.iterator]();
    for (const account of byAccount.keys()) {
      exchanges[next[account] as number] = counts.next().value as number;
      next[account] = (next[account] as number) + 1;
    }
  }
  return { from, items, exchanges };
}
