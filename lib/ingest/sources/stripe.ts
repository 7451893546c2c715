import type { Source } from './source';

/** Facts of accounts that events of Stripe tell. They come by a webhook that checks who sent them (lib/services/stripe). */
export const stripe: Source = {
  name: 'stripe',
  title: 'Stripe',
  envelope: 'table',
  profile: null,
  facts: true,
  pushed: true,
  lacks: [],
};
