import type { Source } from './source';

/** Facts of accounts from a table of customers, as CSV or JSON. Its columns are those of lib/ingest/facts-feed. */
export const accounts: Source = {
  name: 'accounts',
  title: 'Accounts',
  envelope: 'table',
  profile: null,
  facts: true,
  lacks: [],
};
