/** Rows that are selected, in no order, and the one that a range is drawn from. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** With the row selected, or not any more when it was; ranges go from it then. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** With every row from the anchor to this one, both included, in the order of `rows`. Without an anchor, with this one. */
export function rangedTo({ ids, anchor }: Selection, id: string, rows: readonly string[]): Selection {
  const from = anchor === null ? -1 : rows.indexOf(anchor);
  const to = rows.indexOf(id);
  if (from < 0 || to < 0) return { ids: new Set([...ids, id]), anchor: id };
  return { ids: new Set([...ids, ...rows.slice(Math.min(from, to), Math.max(from, to) + 1)]), anchor };
}
