import { moment, plural } from '@/components/ui/format';
import type { TagTone } from '@/components/ui/tag';
import type { TargetRow } from '@/lib/model/console/target';
import type { DeliveryStatus, KeyFrom, TargetKind } from '@/lib/model/target';

export const KIND_WORDS: Record<TargetKind, { label: string; hint: string }> = {
  webhook: { label: 'Webhook', hint: 'Each order is sent to an address of yours, signed.' },
  litellm: { label: 'LiteLLM', hint: 'Bans block the keys of a LiteLLM proxy, reinstatements unblock them.' },
  pull: { label: 'Pull', hint: 'Your system fetches orders with an API key and acknowledges them.' },
};

export const KEY_FROM_WORDS: Record<KeyFrom, { label: string; hint: string }> = {
  key: { label: 'a key', hint: 'its hash, as LiteLLM logs it, or the key itself' },
  alias: { label: 'the alias of a key', hint: 'the key is looked up by it' },
  user: { label: 'a user', hint: 'every key that the user has at that moment' },
};

export const DELIVERY_WORDS: Record<DeliveryStatus, { label: string; tone: TagTone }> = {
  pending: { label: 'waiting', tone: 'neutral' },
  delivered: { label: 'taken', tone: 'good' },
  dead: { label: 'dead letter', tone: 'bad' },
  superseded: { label: 'superseded', tone: 'hollow' },
  skipped: { label: 'not for it', tone: 'hollow' },
};

/** From then on, what waits for a target that is neither paused nor failing is late. */
const LATE_MS = 15 * 60_000;

/** How a target does in a word, and what there is to know of that. `now` in ms. */
export function targetState(
  target: TargetRow,
  now: number,
): { word: string; tone: TagTone; why: string | null } {
  if (target.paused_at) {
    return { word: 'paused', tone: 'warn', why: `Since ${moment(target.paused_at)}. Its orders wait.` };
  }
  if (target.held_until && Date.parse(target.held_until) > now) {
    return { word: 'failing', tone: 'bad', why: `Tried again at ${moment(target.held_until)}.` };
  }
  if (target.waiting > 0 && target.waiting_since && now - Date.parse(target.waiting_since) > LATE_MS) {
    const orders = plural(target.waiting, 'order');
    const why =
      target.kind === 'pull'
        ? `Nobody has fetched and acknowledged ${orders}.`
        : `${orders} could not be delivered yet.`;
    return { word: 'behind', tone: 'warn', why };
  }
  if (target.test)
    return { word: 'test mode', tone: 'info', why: 'Its orders are marked as test and count for none.' };
  return { word: target.kind === 'pull' ? 'open' : 'delivering', tone: 'good', why: null };
}
