import type { Role, Scope } from '@/lib/model/access';

/** Wire shapes of the settings, as /api/v1/keys and /api/console/people answer. Times are ISO strings. */
export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
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

export interface PersonRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  disabled: boolean;
  created_at: string;
}

export interface SettingsList<T> {
  items: T[];
  next_cursor: string | null;
}
