// The closed lists of the records, apart from their schemas, so that the browser can have them without those.

export const PATHWAYS = [
  'api',
  'console',
  'cloud',
  'education',
  'research',
  'startup',
  'reseller',
  'enterprise',
] as const;
export const VERIFICATIONS = ['none', 'email', 'phone', 'identity', 'organization'] as const;
export const ACCOUNT_STATUSES = ['active', 'suspended', 'banned'] as const;
export const MODALITIES = ['text', 'image', 'screen', 'audio', 'file'] as const;
export const ACCOUNT_EVENT_KINDS = [
  'banned',
  'suspended',
  'reinstated',
  'rate_limited',
  'verified',
  'payment_changed',
] as const;

export type Pathway = (typeof PATHWAYS)[number];
export type Verification = (typeof VERIFICATIONS)[number];
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];
export type Modality = (typeof MODALITIES)[number];
export type AccountEventKind = (typeof ACCOUNT_EVENT_KINDS)[number];

/** Shared values of a campaign that are kept for its page, the heaviest. */
export const MOST_LINKS = 300;
