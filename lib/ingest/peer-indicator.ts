import { INDICATOR_KINDS, type IndicatorKind } from '@/lib/model/indicator';
import { addressBlock, userAgentFamily } from '@/lib/text/structure';

/** What other providers, STIX and MISP call our kinds; compared in lower case with `_` between words. */
const NAMES: Partial<Record<IndicatorKind, string>> = {
  address_block:
    'ip ipv4 ipv6 ip_address ipv4_address ipv6_address ip_addr ipv4_addr ipv6_addr ip_src ip_dst source_ip src_ip ' +
    'cidr subnet network_block ip_block ip_range',
  signup_block: 'signup_ip registration_ip signup_address',
  asn: 'as as_number autonomous_system',
  payment_fingerprint:
    'card card_fingerprint payment payment_card payment_method payment_method_fingerprint payment_instrument card_hash',
  payment_bin: 'bin iin card_bin',
  email_domain: 'domain domain_name mail_domain hostname',
  email_hash: 'hashed_email email_sha256 email_address_hash',
  phone_hash: 'hashed_phone phone_sha256 phone_number_hash',
  organization: 'organisation org company',
  device: 'device_id device_fingerprint device_hash',
  ja4: 'ja4_fingerprint tls_fingerprint',
  user_agent: 'useragent http_user_agent',
  api_key: 'key_id api_key_id',
  reasoning_ref: 'reasoning reasoning_block',
};

const OWN = new Map<string, IndicatorKind>(INDICATOR_KINDS.map((kind) => [kind, kind]));
for (const [kind, names] of Object.entries(NAMES)) {
  for (const name of names.split(' ')) OWN.set(name, kind as IndicatorKind);
}

/**
 * What another provider shared under our own kind and in the form in which accounts show it, so that both meet under one
 * key: an address as its block, an autonomous system as its number. What has no such form is kept as it was given.
 */
export function ownIndicator(kind: string, value: string): { kind: string; value: string } {
  const name = kind
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  const own = OWN.get(name);
  const form = own && ownForm(own, value.trim());
  return own && form ? { kind: own, value: form } : { kind, value };
}

/** Empty or null for a value that the kind cannot have. */
function ownForm(kind: IndicatorKind, value: string): string | null {
  switch (kind) {
    case 'address_block':
    case 'signup_block':
      return blockOf(value);
    case 'asn':
    case 'signup_asn':
      return /^(?:as)?\s?(\d{1,10})$/i.exec(value)?.[1]?.replace(/^0+(?=\d)/, '') ?? null;
    case 'email_domain':
      return value.toLowerCase().replace(/^@|\.$/g, '');
    case 'email_hash':
    case 'phone_hash':
      return /^[0-9a-f]+$/i.test(value) ? value.toLowerCase() : value;
    case 'user_agent':
      return userAgentFamily(value);
    default:
      return value;
  }
}

/** The block of one address, or of a range that lies within one. */
function blockOf(value: string): string | null {
  const [address, length] = value.split('/');
  const block = addressBlock(address);
  if (!block || length === undefined) return block;
  const own = Number(block.slice(block.indexOf('/') + 1));
  return /^\d{1,3}$/.test(length) && Number(length) >= own ? block : null;
}
