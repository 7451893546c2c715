/** Accounts of a campaign's shared values asked for at once. */
export const LINKED_A_PAGE = 100;

/** Which values accounts must show, and for which others to say whether they do; by place. */
export interface LinkedFilter {
  show: string[];
  columns: string[];
}

interface Placed {
  position: number;
}

/** The question for accounts, as server and browser ask it alike. */
export function linkedFilter(isolated: readonly Placed[], columns: readonly Placed[]): LinkedFilter {
  const places = (links: readonly Placed[]) => links.map(({ position }) => String(position));
  return { show: places(isolated), columns: places(columns) };
}
