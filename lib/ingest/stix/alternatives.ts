import { type Atom, meaningOf } from './atoms';
import type { Limits } from './limits';
import { type Node, parsePattern } from './pattern';
import { PatternError } from './tokens';

/** One way in which an account can match: it shows all of these. */
export type Alternative = readonly Atom[];

export interface Matchable {
  /** None when the pattern cannot be looked for at all. */
  alternatives: Alternative[];
  /** Why parts of it cannot be looked for, each once. */
  unmatched: string[];
}

interface Way {
  atoms: Atom[];
  faults: string[];
}

/**
 * What of a STIX pattern can be looked for in what accounts show: ways to match, each of which asks for all of its parts. Parts
 * that cannot be looked for take the ways that need them along, and are told. An account is looked at over time: what a pattern
 * asks of one observation is asked of one account. Throws PatternError for what is no pattern.
 */
export function matchable(pattern: string, limits: Limits): Matchable {
  const ways = waysOf(parsePattern(pattern, limits), limits);
  const faults = new Set(ways.flatMap((way) => way.faults));
  const alternatives: Alternative[] = [];
  const seen = new Set<string>();
  for (const { atoms, faults: own } of ways) {
    if (own.length > 0) continue;
    if (atoms.length === 0) {
      faults.add('it would be true of every account');
      continue;
    }
    const each = new Map(atoms.map((atom) => [`${atom.kind}\0${atom.value}`, atom]));
    const name = [...each.keys()].sort().join('\0\0');
    if (seen.has(name)) continue;
    seen.add(name);
    alternatives.push([...each.values()]);
  }
  return { alternatives, unmatched: [...faults] };
}

function waysOf(node: Node, limits: Limits): Way[] {
  switch (node.type) {
    case 'comparison': {
      const meaning = meaningOf(node);
      if ('any' in meaning) return meaning.any.map((atom) => ({ atoms: [atom], faults: [] }));
      return [{ atoms: [], faults: 'unmatched' in meaning ? [meaning.unmatched] : [] }];
    }
    case 'beyond':
      return waysOf(node.part, limits).map(({ atoms, faults }) => ({
        atoms,
        faults: [...faults, node.what],
      }));
    case 'or':
      return bounded(
        node.parts.flatMap((part) => waysOf(part, limits)),
        limits,
      );
    case 'and':
      return node.parts
        .map((part) => waysOf(part, limits))
        .reduce((all, more) => {
          if (all.length * more.length > limits.alternatives) throw tooMany(limits);
          return all.flatMap((a) =>
            more.map((b) => ({ atoms: [...a.atoms, ...b.atoms], faults: [...a.faults, ...b.faults] })),
          );
        });
  }
}

function bounded(ways: Way[], limits: Limits): Way[] {
  if (ways.length > limits.alternatives) throw tooMany(limits);
  return ways;
}

function tooMany({ alternatives }: Limits): PatternError {
  return new PatternError(`The pattern has more than ${alternatives} combinations`);
}
