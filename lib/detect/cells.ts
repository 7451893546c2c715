/** Exchanges of one account that share everything constant. Positions in families, systems, tools, params; −1 for none. */
export interface Cell {
  family: number;
  system: number;
  tool: number;
  param: number;
  capability: number;
  exchanges: number;
}

/**
 * What accounts sent, by content and capability, as columns: of an account at a position the places from `from[position]` up to the
 * next one's. Ordered by account, then as they were made. As objects they would take four times the memory.
 */
export class Cells {
  readonly family: Int32Array;
  readonly system: Int32Array;
  readonly tool: Int32Array;
  readonly param: Int32Array;
  readonly capability: Uint8Array;
  readonly exchanges: Int32Array;

  constructor(
    readonly from: Int32Array,
    size: number,
  ) {
    this.family = new Int32Array(size);
    this.system = new Int32Array(size);
    this.tool = new Int32Array(size);
    this.param = new Int32Array(size);
    this.capability = new Uint8Array(size);
    this.exchanges = new Int32Array(size);
  }

  /** Columns of the cells of each account, in the order given. */
  static of(lists: readonly (readonly Cell[])[]): Cells {
    const from = new Int32Array(lists.length + 1);
    lists.forEach((own, account) => {
      from[account + 1] = (from[account] as number) + own.length;
    });
    const cells = new Cells(from, from[lists.length] as number);
    lists.flat().forEach((cell, i) => {
      cells.set(i, cell);
    });
    return cells;
  }

  set(i: number, { family, system, tool, param, capability, exchanges }: Cell): void {
    this.family[i] = family;
    this.system[i] = system;
    this.tool[i] = tool;
    this.param[i] = param;
    this.capability[i] = capability;
    this.exchanges[i] = exchanges;
  }

  at(i: number): Cell {
    return {
      family: this.family[i] as number,
      system: this.system[i] as number,
      tool: this.tool[i] as number,
      param: this.param[i] as number,
      capability: this.capability[i] as number,
      exchanges: this.exchanges[i] as number,
    };
  }

  /** The cells of an account as objects, for what is not asked of many. */
  by(account: number): Cell[] {
    const own: Cell[] = [];
    for (let i = this.start(account); i < this.end(account); i++) own.push(this.at(i));
    return own;
  }

  start(account: number): number {
    return this.from[account] as number;
  }

  end(account: number): number {
    return this.from[account + 1] as number;
  }
}
