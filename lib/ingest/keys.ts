import { accountKey, indicatorKey, key64 } from '@/lib/model/hash';
import { INDICATOR_KINDS, type IndicatorKind } from '@/lib/model/indicator';
import { MODALITIES, PATHWAYS } from '@/lib/model/records';
import { Memo } from '@/lib/text/memo';
import { addressBlock, userAgentFamily } from '@/lib/text/structure';

/** Keys that come back from batch to batch are hashed once. */
export const accountKeys = new Memo(accountKey, 50_000);
export const blocks = new Memo((ip: string) => addressBlock(ip) ?? '', 50_000);
export const agents = new Memo((agent: string) => userAgentFamily(agent) ?? '');
const indicatorKeys = new Map(
  INDICATOR_KINDS.map((kind) => [kind, new Memo((value: string) => indicatorKey(kind, value), 20_000)]),
);

export function hashOf(kind: IndicatorKind): (value: string) => bigint {
  const memo = indicatorKeys.get(kind) as Memo<bigint>;
  return (value) => memo.get(value);
}

export const KIND_INDEX = new Map<string, number>(INDICATOR_KINDS.map((kind, i) => [kind, i]));
export const PATHWAY_INDEX = new Map<string, number>(PATHWAYS.map((pathway, i) => [pathway, i]));
export const MODALITY_BIT = new Map<string, number>(MODALITIES.map((modality, i) => [modality, 1 << i]));

export const sessionKeys = new Memo(key64, 20_000);
export const modelKeys = new Memo((name: string) => key64(`model\0${name}`));
/** Presented and issued blocks meet under one key. */
export function blockKey(hash: string): bigint {
  return indicatorKey('reasoning_ref', hash);
}
