export interface ClusterAgreement {
  items: number;
  classes: number;
  clusters: number;
  /** Share of items that are in a cluster of at least `least` items. The other figures are of these only. */
  coverage: number;
  /** 1 when every cluster holds one class only (Rosenberg and Hirschberg 2007). */
  homogeneity: number;
  /** 1 when every class lies in one cluster. */
  completeness: number;
  /** Adjusted Rand index (Hubert and Arabie 1985): 1 for the same partition, about 0 for a random one. */
  ari: number;
}

/** Compares a clustering with known classes. `predicted[i]` is the cluster of item i, null for none; `least` as in coverage. */
export function clusterAgreement(
  classes: readonly string[],
  predicted: readonly (string | null)[],
  least = 5,
): ClusterAgreement {
  const sizes = new Map<string, number>();
  for (const cluster of predicted) if (cluster !== null) add(sizes, cluster);
  const byClass = new Map<string, number>();
  const byCluster = new Map<string, number>();
  const joint = new Map<string, number>();
  let covered = 0;
  classes.forEach((one, i) => {
    const cluster = predicted[i];
    if (cluster === null || cluster === undefined || (sizes.get(cluster) ?? 0) < least) return;
    covered++;
    add(byClass, one);
    add(byCluster, cluster);
    add(joint, JSON.stringify([one, cluster]));
  });
  const [ofClass, ofCluster] = [entropy(byClass, covered), entropy(byCluster, covered)];
  const ofBoth = entropy(joint, covered);
  const [pairsClass, pairsCluster] = [pairs(byClass), pairs(byCluster)];
  const expected = covered < 2 ? 0 : (pairsClass * pairsCluster) / ((covered * (covered - 1)) / 2);
  const most = (pairsClass + pairsCluster) / 2;
  return {
    items: classes.length,
    classes: new Set(classes).size,
    clusters: byCluster.size,
    coverage: classes.length === 0 ? 0 : covered / classes.length,
    homogeneity: ofClass === 0 ? 1 : 1 - (ofBoth - ofCluster) / ofClass,
    completeness: ofCluster === 0 ? 1 : 1 - (ofBoth - ofClass) / ofCluster,
    ari: most === expected ? 1 : (pairs(joint) - expected) / (most - expected),
  };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function entropy(counts: ReadonlyMap<string, number>, total: number): number {
  let sum = 0;
  for (const count of counts.values()) sum -= (count / total) * Math.log(count / total);
  return sum;
}

function pairs(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += (count * (count - 1)) / 2;
  return sum;
}
