import type { Cells } from './cells';
import { MOST_CAPABILITIES } from './exchanges';
import { EVERYTHING, type Harvest } from './group';
import type { Snapshot } from './snapshot';

/** By family, system, tool and capability of a world, one place on, whether it is harvest; of one harvest after the other. */
interface Marks {
  family: Uint8Array;
  system: Uint8Array;
  tool: Uint8Array;
  capability: Uint8Array;
  owner: HarvestTest | null;
}

const scratch = new WeakMap<Snapshot, Marks>();

function marksOf(world: Snapshot): Marks {
  let marks = scratch.get(world);
  if (!marks) {
    marks = {
      family: new Uint8Array(world.families.length + 1),
      system: new Uint8Array(world.systems.length + 1),
      tool: new Uint8Array(world.tools.length + 1),
      capability: new Uint8Array(MOST_CAPABILITIES),
      owner: null,
    };
    scratch.set(world, marks);
  }
  return marks;
}

/** Tells of cells, by place, whether they are harvest as the harvest was when this was made: {@link isHarvest}, without sets. */
export class HarvestTest {
  private readonly cells: Cells;
  private readonly marks: Marks;
  private readonly everything: boolean;
  private readonly places: readonly [keyof Omit<Marks, 'owner'>, Int32Array][];

  constructor(world: Snapshot, harvest: Harvest) {
    this.cells = world.cells;
    this.marks = marksOf(world);
    this.everything = harvest.anchors?.has(EVERYTHING) ?? false;
    this.places = [
      ['family', Int32Array.from(harvest.families, (at) => at + 1)],
      ['system', Int32Array.from(harvest.systems, (at) => at + 1)],
      ['tool', Int32Array.from(harvest.tools, (at) => at + 1)],
      ['capability', Int32Array.from(harvest.capabilities)],
    ];
  }

  is(i: number): boolean {
    const { marks, cells } = this;
    if (marks.owner !== this) this.load();
    return (
      this.everything ||
      marks.family[(cells.family[i] as number) + 1] === 1 ||
      marks.system[(cells.system[i] as number) + 1] === 1 ||
      marks.tool[(cells.tool[i] as number) + 1] === 1 ||
      marks.capability[cells.capability[i] as number] === 1
    );
  }

  /** Exchanges of an account that are harvest. */
  count(account: number): number {
    const { cells } = this;
    let total = 0;
    for (let i = cells.start(account); i < cells.end(account); i++)
      if (this.is(i)) total += cells.exchanges[i] as number;
    return total;
  }

  private load(): void {
    this.marks.owner?.mark(0);
    this.marks.owner = this;
    this.mark(1);
  }

  private mark(value: number): void {
    for (const [column, places] of this.places) for (const at of places) this.marks[column][at] = value;
  }
}
