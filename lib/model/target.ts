// The closed lists of targets, apart from schemas, so that the browser can have them without those.

/** How orders reach a system of the provider: sent to it signed, as calls of a LiteLLM proxy, or fetched by it. */
export const TARGET_KINDS = ['webhook', 'litellm', 'pull'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** What an account's id is in LiteLLM: a key (itself or its hash), the alias of a key, or a user, who may have several. */
export const KEY_FROM = ['key', 'alias', 'user'] as const;
export type KeyFrom = (typeof KEY_FROM)[number];

/**
 * What became of one order at one target. `superseded`: a newer order took its place before it was taken; `skipped`: this
 * kind of target cannot do what it says; `dead`: given up until a person has it tried again.
 */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'dead', 'superseded', 'skipped'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Orders a second that a target may be limited to. */
export const MOST_PER_SECOND = 1_000;
/** Orders that one request may acknowledge or have replayed. */
export const MOST_ORDERS = 500;
