'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Role } from '@/lib/model/access';
import type {
  AboutMe,
  InvitationListed,
  InvitationMade,
  SessionRow,
  TwoFactorBegun,
} from '@/lib/model/console/security';
import type { SettingsList } from '@/lib/model/console/settings';
import { getJson, postJson } from './fetch';
import { keys } from './keys';

const MOST = 500;
const ME = '/api/console/me';

/** How one signs in oneself. */
export function useMe() {
  return useQuery({ queryKey: keys.me(), queryFn: ({ signal }) => getJson<AboutMe>(ME, {}, signal) });
}

/** A change of one's own sign-in, after which what is known of it is asked for again. */
function useMine<I, O>(act: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.me() }),
        client.invalidateQueries({ queryKey: ['sessions'] }),
      ]),
  });
}

export const useChangePassword = () =>
  useMine((input: { current: string; password: string }) =>
    postJson<{ sessions_ended: number }>(`${ME}/password`, input),
  );

export const useBeginTwoFactor = () =>
  useMutation({ mutationFn: () => postJson<TwoFactorBegun>(`${ME}/two-factor/begin`, {}) });

export const useConfirmTwoFactor = () =>
  useMine((code: string) => postJson<{ enabled: true }>(`${ME}/two-factor/confirm`, { code }));

export const useEndTwoFactor = () => useMine(() => postJson<{ enabled: false }>(`${ME}/two-factor/end`, {}));

export const useRenewBackupCodes = () =>
  useMine(() => postJson<{ backup_codes: string[] }>(`${ME}/two-factor/backup-codes`, {}));

/** The open sessions of a person. */
export function useSessions(userId: string) {
  return useQuery({
    queryKey: keys.sessions(userId),
    queryFn: ({ signal }) =>
      getJson<SettingsList<SessionRow>>('/api/console/sessions', { user_id: userId, limit: MOST }, signal),
  });
}

export const useEndSession = () =>
  useMine((id: string) =>
    postJson<{ id: string }>(`/api/console/sessions/${encodeURIComponent(id)}/end`, {}),
  );

export const useEndOtherSessions = () =>
  useMine(() => postJson<{ ended: number }>('/api/console/sessions/end-others', {}));

export function useInvitations() {
  return useQuery({
    queryKey: keys.settings.invitations(),
    queryFn: ({ signal }) =>
      getJson<SettingsList<InvitationListed>>('/api/console/invitations', { limit: MOST }, signal),
  });
}

/** A change of people or invitations, after which both lists are asked for again. */
function useAmongPeople<I, O>(act: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.settings.people() }),
        client.invalidateQueries({ queryKey: keys.settings.invitations() }),
      ]),
  });
}

export const useInvite = () =>
  useAmongPeople((input: { email: string; role: Role; days: number }) =>
    postJson<InvitationMade>('/api/console/invitations', input),
  );

export const useRevokeInvitation = () =>
  useAmongPeople((id: string) =>
    postJson<{ email: string }>(`/api/console/invitations/${encodeURIComponent(id)}/revoke`, {}),
  );

/** What an administrator does to a person, as the last part of its address. */
export type PersonDeed = 'role' | 'disable' | 'enable' | 'reset-password' | 'clear-two-factor' | 'unlock';

export const useChangePerson = () =>
  useAmongPeople(({ id, deed, role }: { id: string; deed: PersonDeed; role?: Role }) =>
    postJson<{ email: string; password?: string }>(
      `/api/console/people/${encodeURIComponent(id)}/${deed}`,
      role ? { role } : {},
    ),
  );
