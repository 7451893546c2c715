import type { Role, Scope } from '@/lib/model/access';

/** Wire shapes of the settings, as /api/v1/keys and /api/console/people answer. Times are ISO strings. */
export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  /** The only source that it may send as. */
  source: string | null;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** A key just made, with the secret that is shown once. */
export interface NewApiKey {
  id: string;
  name: string;
  key: string;
}

/** One rule of this deployment, as /api/console/settings answers. */
export interface RuleRow {
  key: string;
  value: number | boolean;
  default: number | boolean;
  about: string;
  may_change: boolean;
  changed_by: string | null;
  changed_at: string | null;
  /** 0 while nobody has set it. */
  version: number;
}

export interface PersonRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  disabled: boolean;
  created_at: string;
  two_factor: boolean;
  seen_at: string | null;
  /** Failed too often to sign in; an administrator can lift it before time does. */
  locked: boolean;
}

export interface SettingsList<T> {
  items: T[];
  next_cursor: string | null;
}
