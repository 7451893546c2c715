import type { Filled } from '@/lib/ingest/account';
import type { AccountRecord } from '@/lib/model/records';
import type { Networks } from './networks';

/** What the sign-up address of an account says of its network and country, where the record does not say it. Pure but for the files behind `networks`. */
export function deriveAccount(
  { signup_ip, signup_asn, country }: Pick<AccountRecord, 'signup_ip' | 'signup_asn' | 'country'>,
  networks: Networks | null,
): Filled {
  const filled: Filled = {};
  if (!networks || !signup_ip) return filled;
  const asn = signup_asn === undefined ? networks.asn(signup_ip) : null;
  if (asn !== null) filled.signup_asn = { value: asn, from: `sign-up address by ${networks.by('asn')}` };
  const land = country === undefined ? networks.country(signup_ip) : null;
  if (land !== null) filled.country = { value: land, from: `sign-up address by ${networks.by('country')}` };
  return filled;
}
