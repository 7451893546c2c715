import type { ChainFault } from '@/lib/model/console/audit';
import { chainHash } from './append';
import { type AuditRow, chained } from './row';

/** The entry before the one that is looked at: null before the first. */
export interface Place {
  seq: bigint;
  hash: string;
}

/**
 * What is wrong with an entry beside the one before it, or null. An entry whose words do not give its hash was edited. One
 * that is sound in itself but continues another hash follows something that was deleted, or rewritten with its hash;
 * numbers that were never given out (an act that failed takes one along) leave the chain whole.
 */
export function faultOf(row: AuditRow, before: Place | null): ChainFault | null {
  const head = before?.hash ?? '';
  const words = chained(row);
  const sound = chainHash(row.prev_hash, words) === row.hash;
  if (row.prev_hash === head && sound) return null;
  const seq = row.seq.toString();
  if (!sound) {
    return {
      kind: 'edited',
      seq,
      says: `Entry ${seq} was edited: what it says now (${row.actor_name}, ${row.verb}, ${row.entity} ${row.entity_id}) is not what was written.`,
    };
  }
  if (before && row.seq === before.seq + 1n) {
    return {
      kind: 'rewritten',
      seq: before.seq.toString(),
      says: `Entry ${before.seq} was rewritten together with its hash: entry ${seq} continues what it said before.`,
    };
  }
  const from = (before?.seq ?? 0n) + 1n;
  const gone = from === row.seq - 1n ? `Entry ${from} was` : `Entries from ${from} to ${row.seq - 1n} were`;
  return {
    kind: 'deleted',
    seq: (before?.seq ?? 0n).toString(),
    says: `${gone} deleted: entry ${seq} continues one that is no longer there.`,
  };
}

/** What is wrong with the end of the log beside the end that was kept when its last entry was written, or null. */
export function endFaultOf(last: Place | null, kept: Place | null): ChainFault | null {
  const seq = last?.seq ?? 0n;
  const ends = last ? `ends with entry ${seq}` : 'is empty';
  if (!kept) {
    return {
      kind: 'no_head',
      seq: seq.toString(),
      says: `The log ${ends}, and where it should end is no longer known: the row of audit_head was deleted.`,
    };
  }
  if (kept.seq > seq) {
    return {
      kind: 'cut_off',
      seq: seq.toString(),
      says: `The log ${ends}, but the last one written was ${kept.seq}: its end was cut off.`,
    };
  }
  if (kept.seq < seq) {
    return {
      kind: 'added',
      seq: seq.toString(),
      says: `The log ${ends}, but the last one that Retort wrote was ${kept.seq}: what follows was added by hand.`,
    };
  }
  if (last && kept.hash !== last.hash) {
    return {
      kind: 'rewritten',
      seq: seq.toString(),
      says: `Entry ${seq}, the last one, was rewritten together with its hash.`,
    };
  }
  return null;
}
