import type { UndirectedGraph } from 'graphology';
import louvain from 'graphology-communities-louvain';
import { seeded } from '@/lib/model/random';
import type { Link } from './links';

/** Components up to this many accounts are groups as they are; larger ones are cut into communities. */
const LARGE = 24;
const SEED = 20_260_223;

/**
 * Groups of accounts that hang together: components of the links, and Louvain communities (Blondel et al. 2008, seeded)
 * inside large ones, each checked to be connected. Accounts and centres of links are both nodes, so a hub costs no pairs.
 * Answers account positions, ascending; groups of at least `least` accounts, in the order of their first member.
 */
export function communitiesOf(accounts: number, links: readonly Link[], least: number): number[][] {
  const groups: number[][] = [];
  for (const component of components(
    accounts,
    links.map((_, i) => i),
    links,
  )) {
    if (component.accounts.length < least) continue;
    if (component.accounts.length <= LARGE) {
      groups.push(component.accounts);
      continue;
    }
    for (const part of cut(component, links)) if (part.length >= least) groups.push(part);
  }
  return groups.sort((a, b) => (a[0] as number) - (b[0] as number));
}

interface Component {
  accounts: number[];
  links: number[];
}

function components(accounts: number, chosen: readonly number[], links: readonly Link[]): Component[] {
  const parent = Int32Array.from({ length: accounts }, (_, i) => i);
  const find = (x: number): number => {
    let root = x;
    while (parent[root] !== root) root = parent[root] as number;
    for (let at = x; parent[at] !== root; ) {
      const up = parent[at] as number;
      parent[at] = root;
      at = up;
    }
    return root;
  };
  for (const i of chosen) {
    const rays = (links[i] as Link).rays;
    const first = find(rays[0]?.account ?? 0);
    for (const { account } of rays) parent[find(account)] = find(first);
  }
  const byRoot = new Map<number, Component>();
  const touched = new Set<number>();
  for (const i of chosen) for (const { account } of (links[i] as Link).rays) touched.add(account);
  for (const account of [...touched].sort((a, b) => a - b)) {
    const root = find(account);
    const held = byRoot.get(root);
    if (held) held.accounts.push(account);
    else byRoot.set(root, { accounts: [account], links: [] });
  }
  for (const i of chosen) {
    const account = (links[i] as Link).rays[0]?.account;
    if (account !== undefined) byRoot.get(find(account))?.links.push(i);
  }
  return [...byRoot.values()];
}

function cut(component: Component, links: readonly Link[]): number[][] {
  const own = component.links.map((i) => links[i] as Link);
  const assigned = louvain(starGraph(component.accounts, own), {
    rng: seeded(SEED),
    getEdgeWeight: 'weight',
    resolution: 1,
  });
  const parts = new Map<number, { accounts: Set<number>; links: Link[] }>();
  const part = (node: number) => {
    const community = assigned[node] as number;
    let held = parts.get(community);
    if (!held) {
      held = { accounts: new Set(), links: [] };
      parts.set(community, held);
    }
    return held;
  };
  component.accounts.forEach((account, node) => {
    part(node).accounts.add(account);
  });
  own.forEach((link, i) => {
    part(component.accounts.length + i).links.push(link);
  });
  return [...parts.values()].flatMap(({ accounts, links: inside }) => connected(accounts, inside));
}

/**
 * Accounts and then centres of links as the nodes of a graph, by their places: what louvain() asks of a graph and nothing else. It
 * copies the edges into columns of its own, and as objects a million of them would take a gigabyte before that.
 */
function starGraph(accounts: readonly number[], links: readonly Link[]): UndirectedGraph {
  const places = new Map(accounts.map((account, place) => [account, place]));
  const order = accounts.length + links.length;
  const degrees = new Int32Array(order);
  let size = 0;
  const eachRay = (use: (account: number, centre: number, ray: Link['rays'][number]) => void) => {
    links.forEach(({ rays }, i) => {
      for (const ray of rays) use(places.get(ray.account) as number, accounts.length + i, ray);
    });
  };
  eachRay((account, centre) => {
    size++;
    for (const node of [account, centre]) degrees[node] = (degrees[node] as number) + 1;
  });
  const never = () => {
    throw new Error('The graph of links is not changed.');
  };
  const graph = {
    ...{ type: 'undirected', multi: false, order, size, selfLoopCount: 0 },
    forEachNode(use: (node: number) => void) {
      for (let node = 0; node < order; node++) use(node);
    },
    undirectedDegreeWithoutSelfLoops: (node: number) => degrees[node] as number,
    forEachEdge(use: (edge: null, attributes: { weight: number }, source: number, target: number) => void) {
      eachRay((account, centre, ray) => use(null, ray, account, centre));
    },
    ...{ addUndirectedEdgeWithKey: never, dropNode: never },
  };
  return graph as unknown as UndirectedGraph;
}

/** The connected parts of a community, over the link centres that are in it. */
function connected(accounts: ReadonlySet<number>, links: readonly Link[]): number[][] {
  // By their places in the community, so that many small ones among many accounts cost no more than they hold.
  const own = [...accounts].sort((a, b) => a - b);
  const places = new Map(own.map((account, place) => [account, place]));
  const inside = links
    .map((link) => ({
      ...link,
      rays: link.rays.flatMap(({ account, weight }) => {
        const place = places.get(account);
        return place === undefined ? [] : [{ account: place, weight }];
      }),
    }))
    .filter((link) => link.rays.length > 0);
  return components(
    own.length,
    inside.map((_, i) => i),
    inside,
  ).map((part) => part.accounts.map((place) => own[place] as number));
}
