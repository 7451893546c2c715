interface Edge {
  id: string;
  from: string;
  to: string;
}

/**
 * The edges that lie on a circle: those left once every end that nothing leads to, or from, was taken away again and again.
 * Linear in their number, without recursion.
 */
export function closesCircle(edges: readonly Edge[]): Set<string> {
  const left = new Set(edges);
  for (const end of ['to', 'from'] as const) {
    const start = end === 'to' ? 'from' : 'to';
    const count = new Map<string, number>();
    const by = new Map<string, Edge[]>();
    for (const edge of left) {
      count.set(edge[end], (count.get(edge[end]) ?? 0) + 1);
      const list = by.get(edge[start]);
      if (list) list.push(edge);
      else by.set(edge[start], [edge]);
    }
    const free = [...by.keys()].filter((node) => !count.has(node));
    for (let node = free.pop(); node !== undefined; node = free.pop()) {
      for (const edge of by.get(node) ?? []) {
        left.delete(edge);
        const rest = (count.get(edge[end]) as number) - 1;
        count.set(edge[end], rest);
        if (rest === 0) free.push(edge[end]);
      }
    }
  }
  return new Set([...left].map(({ id }) => id));
}
