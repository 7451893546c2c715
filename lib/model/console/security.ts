import type { Role, SignInMethod } from '@/lib/model/access';

/** Wire shapes of one's own sign-in, of sessions and of invitations. Times are ISO strings. */
export interface AboutMe {
  id: string;
  email: string;
  /** Whether dangerous acts are open at the moment. */
  fresh: boolean;
  method: SignInMethod;
  has_password: boolean;
  two_factor: boolean;
  /** Null without a second factor. */
  backup_codes_left: number | null;
  two_factor_required: boolean;
}

export interface SessionRow {
  id: string;
  method: SignInMethod;
  started_at: string;
  seen_at: string;
  expires_at: string;
  address: string | null;
  browser: string | null;
  /** Whether it is the one that asks. */
  here: boolean;
}

/** What an authenticator app reads, and the codes for whoever loses it. Shown once. */
export interface TwoFactorBegun {
  uri: string;
  secret: string;
  backup_codes: string[];
}

export interface InvitationListed {
  id: string;
  email: string;
  role: Role;
  invited_by: string;
  created_at: string;
  expires_at: string;
  expired: boolean;
}

/** An invitation just made, with the token that ends its link. Shown once. */
export interface InvitationMade {
  id: string;
  email: string;
  role: Role;
  expires_at: string;
  token: string;
}

/** Said by the window of the provider to the one that waits for it. */
export const SIGN_IN_CHANNEL = 'retort-sign-in';
