import { z } from 'zod';
import { pageInput, pageOf } from '@/lib/model/page';
import { ACCOUNT_STATUSES } from '@/lib/model/records';

const count = z.number().int().min(0);

/** A value that several members show. */
export const campaignLink = z.object({
  /** Its place by weight; also its name in the address. */
  position: count,
  kind: z.string(),
  value: z.string(),
  /** What a person reads of it: the words of a scaffold family, else the value. */
  label: z.string(),
  /** As the lists of accounts filter by it. */
  filter: z.string(),
  /** Members, and accounts outside of the campaign, that show it. */
  accounts: count,
  outside: count,
  /** How much more often members show it, natural logarithm. */
  log_odds: z.number(),
  /** So common outside that it says next to nothing. */
  hub: z.boolean(),
});

const tie = z.object({
  position: count,
  kind: z.string(),
  value: z.string(),
  accounts: count,
  logOdds: z.number(),
  y: z.number(),
});

export const tieGraph = z.object({
  groups: z.array(z.object({ accounts: count, ties: z.array(count), y: z.number() })),
  ties: z.array(tie),
  left_out: z.object({ groups: count, accounts: count, ties: count }),
});

/** What the members of a campaign share; null while the worker has not drawn it. */
export const campaignLinks = z.object({
  picture: z
    .object({
      stale: z.boolean(),
      members: count,
      /** Accounts outside of the campaign that values are compared with. */
      outside: count,
      links: z.array(campaignLink),
      graph: tieGraph,
    })
    .nullable(),
});

const positions = z
  .union([
    z.coerce.number().int().min(0).max(1_000),
    z.array(z.coerce.number().int().min(0).max(1_000)).max(12),
  ])
  .optional();

/** Which members: those that show all of these values. */
export const linkFilter = pageInput.extend({ show: positions, columns: positions });

export const linkedAccount = z.object({
  id: z.string(),
  status: z.enum(ACCOUNT_STATUSES),
  first_seen: z.iso.datetime(),
  exchanges: count,
  membership: z.number(),
  /** Of the columns asked for, which it shows. */
  shows: z.array(z.boolean()),
});

export const linkedAccounts = pageOf(linkedAccount).extend({ total: count, banned: count });

export type CampaignLink = z.infer<typeof campaignLink>;
export type CampaignLinks = z.infer<typeof campaignLinks>;
export type LinksPicture = NonNullable<CampaignLinks['picture']>;
export type LinkedAccount = z.infer<typeof linkedAccount>;
export type LinkedAccounts = z.infer<typeof linkedAccounts>;
