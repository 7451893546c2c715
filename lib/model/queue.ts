// The closed lists and times of the queue, apart from the schemas, so that the browser can have them without those.

/** The tabs of the queue. */
export const ALERT_VIEWS = ['open', 'mine', 'unclaimed', 'snoozed', 'decided'] as const;
export const ALERT_SORTS = ['severity', 'newest', 'due'] as const;
/** What is overdue, due until midnight, or due within seven days; the later include the earlier. */
export const DUE_FILTERS = ['late', 'today', 'week'] as const;
/** Pages that a view can be saved of. */
export const VIEW_PAGES = ['queue', 'campaigns', 'accounts', 'capabilities', 'indicators'] as const;

export type AlertView = (typeof ALERT_VIEWS)[number];
export type AlertSort = (typeof ALERT_SORTS)[number];
export type DueFilter = (typeof DUE_FILTERS)[number];
export type ViewPage = (typeof VIEW_PAGES)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a claim is held without renewal, and how much of it must be left for a renewal not to be worth it. */
export const CLAIM_MS = 30 * MINUTE;
export const RENEW_BELOW_MS = 20 * MINUTE;
/** How long after its last sign of life a window still counts as open. */
export const PRESENCE_MS = 60_000;
/** Alerts, or campaigns to dismiss, that one request of a batch takes; the rest goes in further requests. */
export const BATCH_LIMIT = 100;
export const DISMISS_LIMIT = 20;
export const LONGEST_SNOOZE_MS = 30 * DAY;

/** Whether a claim until then (ISO) still holds. */
export function isHeld(until: string | null | undefined, now: number): boolean {
  return until !== null && until !== undefined && Date.parse(until) > now;
}

/** Until when an alert may be put off, as choices; mornings are 08:00 UTC. */
export function snoozeChoices(now: number): { label: string; until: string }[] {
  const morning = (days: number) => Math.floor(now / DAY) * DAY + days * DAY + 8 * HOUR;
  const toMonday = (8 - new Date(now).getUTCDay()) % 7 || 7;
  return [
    { label: 'One hour', at: now + HOUR },
    { label: 'Four hours', at: now + 4 * HOUR },
    { label: 'Tomorrow, 08:00', at: morning(1) },
    { label: 'Monday, 08:00', at: morning(toMonday) },
    { label: 'A week', at: now + 7 * DAY },
  ].map(({ label, at }) => ({ label, until: new Date(at).toISOString() }));
}
