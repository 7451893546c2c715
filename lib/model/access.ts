/** Who acts: a person, an API key or Retort itself. Every verb gets one. */
export type Actor =
  | { kind: 'person'; id: string; name: string; email: string; role: Role }
  | { kind: 'key'; id: string; name: string; scopes: readonly Scope[] }
  | { kind: 'system'; name: string };

export const ROLES = ['viewer', 'analyst', 'lead', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const SCOPES = ['ingest', 'read', 'enforce'] as const;
export type Scope = (typeof SCOPES)[number];

export const RIGHTS = [
  'read',
  'ingest',
  'detect',
  'campaign.decide',
  'account.ban',
  'alert.triage',
  'key.manage',
  'webhook.manage',
  'user.manage',
  'order.settle',
] as const;
export type Right = (typeof RIGHTS)[number];

/** The one table of rights, read by services and interface alike. */
const ROLE_RIGHTS: Record<Role, readonly Right[]> = {
  viewer: ['read'],
  analyst: ['read', 'campaign.decide', 'account.ban', 'alert.triage'],
  lead: ['read', 'campaign.decide', 'account.ban', 'alert.triage', 'detect'],
  // What a delivery came to is for the worker to say, not for people.
  admin: RIGHTS.filter((right) => right !== 'order.settle'),
};

const SCOPE_RIGHTS: Record<Scope, readonly Right[]> = {
  ingest: ['ingest'],
  read: ['read'],
  enforce: ['read', 'campaign.decide', 'account.ban'],
};

/** Whether the actor may do what the right names. The system may do everything. */
export function may(actor: Actor, right: Right): boolean {
  switch (actor.kind) {
    case 'system':
      return true;
    case 'person':
      return ROLE_RIGHTS[actor.role].includes(right);
    case 'key':
      return actor.scopes.some((scope) => SCOPE_RIGHTS[scope].includes(right));
  }
}
