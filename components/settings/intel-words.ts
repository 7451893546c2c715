import type { TagTone } from '@/components/ui/tag';
import type { IntelDelivery, IntelSourceItem } from '@/lib/model/intel';
import type { IntelAuth, IntelKind, IntelState } from '@/lib/model/intel-words';

export const INTEL_KIND_WORDS: Record<IntelKind, { label: string; hint: string }> = {
  taxii: {
    label: 'TAXII 2.1 collection',
    hint: 'The worker polls it, with what is new since the last time.',
  },
  upload: { label: 'Bundles', hint: 'Somebody or some system hands them in under this name.' },
};

export const INTEL_AUTH_WORDS: Record<IntelAuth, { label: string; hint: string }> = {
  bearer: { label: 'Bearer token', hint: 'Such as the key of a peer, which another Retort gives out.' },
  basic: { label: 'User and password', hint: 'HTTP basic, as most TAXII servers have it.' },
  none: { label: 'Nothing', hint: 'The collection is open to everybody.' },
};

export const INTEL_STATE_WORDS: Record<IntelState, { word: string; tone: TagTone }> = {
  looked_for: { word: 'looked for', tone: 'good' },
  in_part: { word: 'in part', tone: 'warn' },
  not_matchable: { word: 'cannot be looked for', tone: 'hollow' },
  expired: { word: 'expired', tone: 'hollow' },
  withdrawn: { word: 'withdrawn', tone: 'hollow' },
  too_common: { word: 'too common here', tone: 'warn' },
};

/** How a source is doing, in a word. */
export function sourceState({ kind, paused_at, failures, last_polled_at }: IntelSourceItem): {
  word: string;
  tone: TagTone;
} {
  if (paused_at) return { word: 'paused', tone: 'hollow' };
  if (kind === 'upload') return { word: 'open', tone: 'good' };
  if (failures > 0) return { word: 'failing', tone: 'bad' };
  return last_polled_at ? { word: 'polled', tone: 'good' } : { word: 'not polled yet', tone: 'info' };
}

/** What became of a bundle or page, in a sentence without its end. */
export function deliveryWords(delivery: IntelDelivery): string {
  const { status, added, changed, withdrawn, known, rejected } = delivery;
  if (status === 'waiting') return 'waits to be read';
  if (status === 'refused') return 'refused';
  const parts = [
    [added, 'new'],
    [changed, 'changed'],
    [withdrawn, 'withdrawn'],
    [known, 'known already'],
    [rejected, 'rejected'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n.toLocaleString('en-US')} ${word}`);
  return said.length === 0 ? 'nothing that can be used' : said.join(', ');
}
