import { clamp, logLift } from './statistics';

/**
 * Tail probabilities of the distributions that signals test against. Gamma and beta functions follow Lanczos (1964) and the
 * continued fractions of Abramowitz & Stegun (6.5.31, 26.5.8); good to about ten digits.
 */

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of the gamma function, for x > 0. */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const t = x + 6.5;
  let series = 0.9999999999998099;
  LANCZOS.forEach((coefficient, i) => {
    series += coefficient / (x + i);
  });
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/** Both tails of a chi-square with `df` degrees of freedom at x: `left` is P(X ≤ x). */
export function chiSquareTails(x: number, df: number): { left: number; right: number } {
  const [a, z] = [df / 2, x / 2];
  if (z <= 0) return { left: 0, right: 1 };
  const scale = Math.exp(-z + a * Math.log(z) - lnGamma(a));
  if (z < a + 1) {
    let [term, total] = [1 / a, 1 / a];
    for (let n = a + 1; term > total * 1e-14; n++) {
      term *= z / n;
      total += term;
    }
    const left = Math.min(1, scale * total);
    return { left, right: 1 - left };
  }
  // Lentz's method.
  let b = z + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  const right = Math.min(1, scale * h);
  return { left: 1 - right, right };
}

/** Fisher's method: the probability that independent p-values are together as small as these under their nulls. */
export function fisherCombined(pValues: readonly number[]): number {
  if (pValues.length === 0) return 1;
  const x = -2 * pValues.reduce((total, p) => total + Math.log(Math.max(p, 1e-300)), 0);
  return chiSquareTails(x, 2 * pValues.length).right;
}

/** P(X ≥ k) for a binomial with n trials of probability p. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  return p >= 1 ? 1 : incompleteBeta(p, k, n - k + 1);
}

/** P(X ≥ k) of marked items when `drawn` are drawn from `total` of which `marked` are marked (Fisher's exact test, one-sided). */
export function hypergeometricTail(k: number, drawn: number, marked: number, total: number): number {
  const most = Math.min(drawn, marked);
  if (k <= Math.max(0, drawn + marked - total)) return 1;
  if (k > most) return 0;
  const all = lnChoose(total, drawn);
  let term = Math.exp(lnChoose(marked, k) + lnChoose(total - marked, drawn - k) - all);
  let sum = 0;
  for (let i = k; i <= most; i++) {
    sum += term;
    if (term < sum * 1e-15) break;
    term *= ((marked - i) * (drawn - i)) / ((i + 1) * (total - marked - drawn + i + 1));
  }
  return Math.min(1, sum);
}

export function lnChoose(n: number, k: number): number {
  return lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
}

export interface Contrast {
  /** Natural logarithm of the ratio of the two rates, less one standard error: what small numbers do not show, they do not say. */
  logOdds: number;
  /** Chance of as many inside if membership had nothing to do with it (Fisher's exact test, one-sided). */
  p: number;
}

/**
 * How much `inside` of `insiders` against `outside` of `outsiders` says for membership. The weight never exceeds the
 * natural logarithm of one more than the accounts that show it: four accounts are an anecdote, whatever the ratio.
 */
export function contrast(inside: number, insiders: number, outside: number, outsiders: number): Contrast {
  if (inside === 0 || insiders === 0) return { logOdds: 0, p: 1 };
  const error = Math.sqrt(
    Math.max(0, 1 / (inside + 0.5) - 1 / (insiders + 1) + 1 / (outside + 0.5) - 1 / (outsiders + 1)),
  );
  const lift = logLift(inside, insiders, outside, outsiders) - error;
  return {
    logOdds: clamp(lift, 0, Math.log(inside + 1)),
    p: hypergeometricTail(inside, insiders, inside + outside, insiders + outsiders),
  };
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/** Regularized incomplete beta function. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  let [c, d] = [1, 1 / nonZero(1 - ((a + b) * x) / (a + 1))];
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return front * h;
}
