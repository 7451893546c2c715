/** One item with the label it should have and the one it got. */
export interface Labelled {
  want: string;
  got: string;
}

export interface LabelResult {
  label: string;
  /** Items that should have it. */
  count: number;
  precision: number | null;
  recall: number | null;
  /** Harmonic mean of both; 0 when the label was never given rightly. */
  f1: number;
  /** What items that should have it got instead, most frequent first. */
  instead: [string, number][];
}

export interface LabelAgreement {
  count: number;
  accuracy: number | null;
  /** Mean F1 over the labels that occur among `want`. */
  macro_f1: number | null;
  labels: LabelResult[];
}

/** Scores labels against what they should be, label by label. */
export function labelAgreement(items: readonly Labelled[]): LabelAgreement {
  const wanted = [...new Set(items.map(({ want }) => want))].sort();
  const labels = wanted.map((label): LabelResult => {
    const mine = items.filter(({ want }) => want === label);
    const right = mine.filter(({ got }) => got === label).length;
    const given = items.filter(({ got }) => got === label).length;
    const instead = new Map<string, number>();
    for (const { got } of mine) if (got !== label) instead.set(got, (instead.get(got) ?? 0) + 1);
    return {
      label,
      count: mine.length,
      precision: given === 0 ? null : right / given,
      recall: right / mine.length,
      f1: right === 0 ? 0 : (2 * right) / (given + mine.length),
      instead: [...instead].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    };
  });
  return {
    count: items.length,
    accuracy: items.length === 0 ? null : items.filter(({ want, got }) => want === got).length / items.length,
    macro_f1: labels.length === 0 ? null : labels.reduce((sum, { f1 }) => sum + f1, 0) / labels.length,
    labels,
  };
}
