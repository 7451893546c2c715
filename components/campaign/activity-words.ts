import { plural, spelled } from '@/components/ui/format';
import type { ActivityItem } from '@/lib/model/console/activity';

/** What happened, after the name of who did it and before the campaign or account it is about. */
const DEEDS: Record<string, string> = {
  note: 'wrote',
  merged: 'merged it into',
  took_in: 'merged into it',
  gave_back: 'took out of it again',
  split_off: 'split off, as',
  split_from: 'made it a campaign, split from',
  opened_again: 'reopened it',
  account_excluded: 'took out',
  account_included: 'put back',
  account_banned: 'banned',
  account_reinstated: 'reinstated',
  account_suspended: 'suspended',
  snoozed: 'snoozed its alerts',
  assigned: 'changed who owns it',
  confirmed: 'confirmed it',
  dismissed: 'dismissed it',
  case_file: 'made a case file',
  shared: 'shared it with peers',
  unshared: 'took back what was shared of it',
  share_ended: 'took back what was shared of it',
};

/** Kinds of decisions by the name of what is taken back. */
const UNDONE: Record<string, string> = {
  confirm: 'the confirmation',
  dismiss: 'the dismissal',
  reopen: 'the reopening',
  merge: 'the merger',
  split: 'the split',
  exclude: 'that accounts were taken out',
  include: 'that accounts were put back',
};

type Told = Pick<ActivityItem, 'kind' | 'accounts' | 'undone' | 'campaign' | 'account_id'>;

/** What somebody or a run did, as the words after the name. */
export function deedWords({ kind, accounts, undone, campaign, account_id }: Told): string {
  if (kind === 'undone') return `took back ${UNDONE[undone ?? ''] ?? 'a decision'}`;
  if (kind === 'dismissed' && campaign) return 'dismissed it as a duplicate of';
  const words = DEEDS[kind] ?? spelled(kind).toLowerCase();
  if (kind === 'split_off' && accounts !== null) return `split off ${plural(accounts, 'account')}, as`;
  return accounts !== null && account_id === null && kind.startsWith('account_')
    ? `${words} ${plural(accounts, 'account')}`
    : words;
}
