import type { Tlp } from './case-words';

/** Who acts: a person, an API key or Retort itself. Every verb gets one. */
export type Actor =
  | { kind: 'person'; id: string; name: string; email: string; role: Role; session?: PersonSession }
  | KeyActor
  | { kind: 'system'; name: string };

interface KeyActor {
  kind: 'key';
  id: string;
  name: string;
  scopes: readonly Scope[];
  peer?: ActingPeer;
  /** The only source that it may send records as; any when left out. */
  source?: string;
}

/** The other provider whose key it is, and how much it is cleared for. */
export interface ActingPeer {
  id: string;
  name: string;
  clearance: Tlp;
}

/** How somebody proved who they are. */
export const SIGN_IN_METHODS = ['password', 'two_factor', 'sso'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** The session that a person acts in. Without one they count as not freshly signed in. */
export interface PersonSession {
  id: string;
  method: SignInMethod;
  /** Whether they proved who they are within the last {@link FRESH_MINUTES}. */
  fresh: boolean;
}

/** Dangerous acts need a proof of who acts that is no older. */
export const FRESH_MINUTES = 15;

export const ROLES = ['viewer', 'analyst', 'lead', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const SCOPES = ['ingest', 'read', 'enforce', 'orders', 'share'] as const;
export type Scope = (typeof SCOPES)[number];

/** Scopes of keys that are made by themselves: one for sharing belongs to a peer and is made with it. */
export const KEY_SCOPES = ['ingest', 'read', 'enforce', 'orders'] as const satisfies readonly Scope[];
export type KeyScope = (typeof KEY_SCOPES)[number];

export const RIGHTS = [
  'read',
  'audit.read',
  'ingest',
  'detect',
  'campaign.decide',
  'account.ban',
  'alert.triage',
  'batch.request',
  'batch.approve',
  'case.export',
  'intel.upload',
  'intel.manage',
  'list.export',
  'campaign.share',
  'share.read',
  'peer.manage',
  'setting.manage',
  'demo.manage',
  'detector.manage',
  'source.manage',
  'target.manage',
  'key.manage',
  'user.manage',
  'self.secure',
  'order.pull',
  'order.settle',
  'batch.run',
  'audit.check',
  'case.write',
  'intel.take',
  'share.publish',
  'retention.apply',
  'detector.judge',
  'demo.apply',
] as const;
export type Right = (typeof RIGHTS)[number];

const ANALYST: readonly Right[] = [
  'read',
  'share.read',
  'audit.read',
  'self.secure',
  'campaign.decide',
  'account.ban',
  'alert.triage',
  'batch.request',
  'case.export',
  'intel.upload',
  'list.export',
];

/** What came of a delivery or of one account of a batch is for the worker to say, not for people. */
const WORKER_ONLY: readonly Right[] = [
  'order.settle',
  'batch.run',
  'audit.check',
  'case.write',
  'intel.take',
  'share.publish',
  'retention.apply',
  'detector.judge',
  'demo.apply',
];

/** The one table of rights, read by services and interface alike. */
const ROLE_RIGHTS: Record<Role, readonly Right[]> = {
  viewer: ['read', 'share.read', 'audit.read', 'self.secure'],
  analyst: ANALYST,
  // Which settings a lead may change is said beside each of them (lib/model/setting.ts).
  lead: [...ANALYST, 'intel.manage', 'detect', 'batch.approve', 'campaign.share', 'setting.manage'],
  admin: RIGHTS.filter((right) => !WORKER_ONLY.includes(right) && right !== 'order.pull'),
};

/** Keys never approve, and never touch people, keys, settings or targets. */
const SCOPE_RIGHTS: Record<Scope, readonly Right[]> = {
  // Also what others share: a system that gathers it hands it in.
  ingest: ['ingest', 'intel.upload'],
  read: ['read', 'share.read', 'audit.read', 'list.export'],
  // What fetches orders and says that they are done is the provider's system, never a person.
  orders: ['order.pull'],
  // Another provider: what is shared with it, and nothing else.
  share: ['share.read'],
  enforce: [
    'read',
    'share.read',
    'audit.read',
    'campaign.decide',
    'account.ban',
    'batch.request',
    'case.export',
    'list.export',
  ],
};

/** Whether the actor may do what the right names. The system may do everything. */
export function may(actor: Actor, right: Right): boolean {
  switch (actor.kind) {
    case 'system':
      return true;
    case 'person':
      // A row of the database may hold a role that this version does not know.
      return ROLE_RIGHTS[actor.role]?.includes(right) ?? false;
    case 'key':
      return actor.scopes.some((scope) => SCOPE_RIGHTS[scope].includes(right));
  }
}
