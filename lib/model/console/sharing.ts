import { z } from 'zod';
import type { Tlp } from '@/lib/model/case-words';
import { CASE_SHARE_LEVELS, SHARE_STATUSES, SHARED_TLP } from '@/lib/model/share-words';

const time = z.iso.datetime();

/** Another provider that may read what is shared here. Its key is never in it. */
export const peerOut = z.object({
  id: z.string(),
  name: z.string(),
  contact: z.string(),
  clearance: z.enum(SHARED_TLP),
  /** active, disabled by somebody, or with a key that expired or was revoked. */
  status: z.enum(['active', 'disabled', 'expired', 'revoked']),
  key_prefix: z.string(),
  expires_at: time.nullable(),
  last_seen_at: time.nullable(),
  added_by: z.string(),
  added_at: time,
  version: z.number().int(),
});
export type PeerRow = z.infer<typeof peerOut>;

/** A peer just added or given a new key, whose secret is shown only here. */
export type NewPeer = PeerRow & { key: string };

/** A campaign as it is shared at one marking. */
export const shareOut = z.object({
  tlp: z.enum(SHARED_TLP),
  level: z.enum(CASE_SHARE_LEVELS),
  status: z.enum(SHARE_STATUSES),
  reason: z.string(),
  requested_by: z.string(),
  requested_at: time,
  settled_at: time.nullable(),
  /** The state of the campaign that peers have. */
  cutoff: time.nullable(),
  /** How many objects say it. */
  objects: z.number().int().nullable(),
  trouble: z.string().nullable(),
});
export type ShareRow = z.infer<typeof shareOut>;

/** What would leave the house at a level: how many of each, and as what. */
export interface SharePreview {
  level: (typeof CASE_SHARE_LEVELS)[number];
  /** Accounts, by keyed hash. */
  accounts: number;
  scaffolds: number;
  findings: number;
  /** At most so many values of each kind; what many others show is left out. */
  values: { kind: string; label: string; count: number; as: 'value' | 'hash' | 'key' }[];
  /** Kinds of values that stay here. */
  stays: { label: string; count: number }[];
}

/** Everything about the sharing of one campaign. */
export interface CampaignSharing {
  /** Why it cannot be shared as it stands, or null. */
  refused: string | null;
  items: ShareRow[];
  previews: SharePreview[];
  /** What others who read it saw of it at their place, the newest first. */
  sightings: {
    id: string;
    /** Who says so: the name that they give, and the source by which it came. */
    by: string;
    source: string;
    /** The type of the object that was seen, such as `indicator`, and its name. */
    seen: string;
    name: string | null;
    first_seen: string | null;
    last_seen: string | null;
    count: number | null;
    note: string | null;
    tlp: Tlp;
    received_at: string;
  }[];
  /** Who reads each marking. */
  peers: { name: string; clearance: (typeof SHARED_TLP)[number]; active: boolean }[];
}
