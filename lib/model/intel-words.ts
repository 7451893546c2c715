// The words of received intelligence as closed lists, apart from schemas, so that the browser can have them without those.

/** How what others share comes: a TAXII 2.1 collection that is polled, or bundles that are handed in. */
export const INTEL_KINDS = ['taxii', 'upload'] as const;
export type IntelKind = (typeof INTEL_KINDS)[number];

/** How one signs in to a collection. */
export const INTEL_AUTHS = ['none', 'bearer', 'basic'] as const;
export type IntelAuth = (typeof INTEL_AUTHS)[number];

export const DELIVERY_WAYS = ['upload', 'poll', 'command'] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

/** Minutes between two polls, and what a source may be believed at most, in percent. */
export const POLL_MINUTES = { least: 5, most: 10_080, usual: 60 };
export const CONFIDENCE_CAP = { usual: 70 };
/** Most bytes of a bundle that is handed in. */
export const MOST_BUNDLE_BYTES = 32 * 1024 * 1024;

/** What has become of an indicator that was shared. */
export const INTEL_STATES = [
  'looked_for',
  'in_part',
  'not_matchable',
  'expired',
  'withdrawn',
  'too_common',
] as const;
export type IntelState = (typeof INTEL_STATES)[number];
