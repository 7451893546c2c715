import { spelled } from '@/components/ui/format';
import { INDICATOR_KINDS, INDICATOR_WORDS } from '@/lib/model/indicator';

const VERIFIED: Record<string, string> = {
  none: 'not verified',
  email: 'e-mail only',
  phone: 'phone',
  identity: 'identity',
  organization: 'organization',
};

const PATHWAYS: Record<string, string> = { api: 'API', startup: 'Start-up' };

/** What was verified, for a cell or a fact. */
export function verifiedWord(verified: string | null): string {
  return verified === null ? 'unknown' : (VERIFIED[verified] ?? verified);
}

export function pathwayWord(pathway: string): string {
  return PATHWAYS[pathway] ?? spelled(pathway);
}

export function indicatorWord(kind: string): string {
  const known = INDICATOR_KINDS.find((word) => word === kind);
  return known ? INDICATOR_WORDS[known] : spelled(kind);
}

/** "Build, API" from what is known of plan and pathway. */
export function planWords(plan: string | null, pathway: string | null): string {
  const words = [plan === null ? null : spelled(plan), pathway === null ? null : pathwayWord(pathway)].filter(
    Boolean,
  );
  return words.length > 0 ? words.join(', ') : 'unknown';
}
