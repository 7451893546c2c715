export interface WeightedPair {
  a: number;
  b: number;
  /** Similarity in 0 to 1; pairs that are not given have none. */
  weight: number;
}

/**
 * Average-linkage clustering (UPGMA, Sokal & Michener 1958) over a sparse similarity: always merges the two clusters with
 * the highest mean similarity of their items, while it is at least `least`. Unlike components it does not chain through an
 * item that lies between two clusters. Answers the clusters with their items ascending; ties break by position, so the
 * result is deterministic. About O(pairs × log pairs).
 */
export function averageLinkage(items: number, pairs: readonly WeightedPair[], least: number): number[][] {
  const members: (number[] | null)[] = Array.from({ length: items }, (_, i) => [i]);
  const near: Map<number, number>[] = Array.from({ length: items }, () => new Map());
  const heap = new Heap();
  for (const { a, b, weight } of pairs) {
    (near[a] as Map<number, number>).set(b, weight);
    (near[b] as Map<number, number>).set(a, weight);
    if (weight >= least) heap.push({ mean: weight, a: Math.min(a, b), b: Math.max(a, b) });
  }
  for (let top = heap.pop(); top; top = heap.pop()) {
    const [mine, theirs] = [members[top.a], members[top.b]];
    if (!mine || !theirs) continue;
    const joined = members.length;
    members.push([...mine, ...theirs]);
    members[top.a] = null;
    members[top.b] = null;
    const sums = new Map<number, number>();
    for (const old of [top.a, top.b]) {
      for (const [other, sum] of near[old] as Map<number, number>) {
        if (other !== top.a && other !== top.b) sums.set(other, (sums.get(other) ?? 0) + sum);
        (near[other] as Map<number, number>).delete(old);
      }
      (near[old] as Map<number, number>).clear();
    }
    near.push(sums);
    for (const [other, sum] of sums) {
      (near[other] as Map<number, number>).set(joined, sum);
      const mean = sum / ((mine.length + theirs.length) * (members[other] as number[]).length);
      if (mean >= least) heap.push({ mean, a: other, b: joined });
    }
  }
  return members
    .filter((cluster): cluster is number[] => cluster !== null)
    .map((cluster) => cluster.sort((a, b) => a - b))
    .sort((a, b) => (a[0] as number) - (b[0] as number));
}

interface Entry {
  mean: number;
  a: number;
  b: number;
}

/** A binary heap, highest mean first, then lowest positions. */
class Heap {
  private readonly list: Entry[] = [];

  push(entry: Entry): void {
    const { list } = this;
    let at = list.push(entry) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(list[at] as Entry, list[up] as Entry)) break;
      [list[at], list[up]] = [list[up] as Entry, list[at] as Entry];
      at = up;
    }
  }

  pop(): Entry | undefined {
    const { list } = this;
    const top = list[0];
    const last = list.pop();
    if (list.length === 0 || last === undefined) return top;
    list[0] = last;
    for (let at = 0; ; ) {
      let best = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < list.length && before(list[child] as Entry, list[best] as Entry)) best = child;
      }
      if (best === at) return top;
      [list[at], list[best]] = [list[best] as Entry, list[at] as Entry];
      at = best;
    }
  }
}

function before(x: Entry, y: Entry): boolean {
  return x.mean > y.mean || (x.mean === y.mean && (x.a < y.a || (x.a === y.a && x.b < y.b)));
}
