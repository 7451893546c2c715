import type { CaseIndicator, CaseScaffold } from '@/lib/export/case/model';
import { ACCOUNT_EXTENSION, REQUEST_EXTENSION, SCAFFOLD_TYPE } from './extensions';

/** A text as a literal of a STIX pattern: backslash and quote are escaped (STIX 2.1, section 9.6). */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

const equal = (path: string, text: string) => `[${path} = ${literal(text)}]`;
const ofRequest = (name: string, text: string) =>
  equal(`network-traffic:extensions.'${REQUEST_EXTENSION}'.${name}`, text);
const ofAccount = (name: string, text: string) =>
  equal(`user-account:extensions.'${ACCOUNT_EXTENSION}'.${name}`, text);

/** Shapes are cut to runs of this length (emailShape in lib/text/structure.ts). */
const LONGEST_RUN = 12;
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The shape of a mailbox (`aaaa.bbbb99`) as a regular expression: runs of letters and of digits by their length. */
export function shapeExpression(shape: string): string {
  return shape.replace(/([a-z])\1*|9+|./gu, (run: string, letter: string | undefined) => {
    const times = run.length < LONGEST_RUN ? `{${run.length}}` : `{${LONGEST_RUN},}`;
    if (letter) return `[A-Za-z]${times}`;
    return run.startsWith('9') ? `[0-9]${times}` : escaped(run);
  });
}

const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/**
 * The STIX pattern that finds an indicator, or null when there is none: a value without the form of its kind, and a scaffold
 * family, which has a pattern of its own (scaffoldPattern). `wide` is true when it goes to others: a shape of e-mail addresses
 * then has none, since its domain may be a customer's, and without the domain it is the shape of everybody's.
 */
export function patternOf({ kind, value, keyed, key }: CaseIndicator, wide: boolean): string | null {
  const known = value.startsWith('key:') ? value.slice('key:'.length) : key;
  switch (kind) {
    case 'address_block':
    case 'signup_block':
      return blockPattern(value);
    case 'asn':
    case 'signup_asn':
      return /^\d{1,10}$/.test(value) ? `[autonomous-system:number = ${Number(value)}]` : null;
    case 'email_domain':
      if (keyed) return ofAccount('email_domain', value);
      return DOMAIN.test(value) ? `[email-addr:value MATCHES ${literal(`@${escaped(value)}$`)}]` : null;
    case 'email_pattern': {
      const [shape = '', domain = ''] = value.split('@');
      if (wide || shape === '' || !DOMAIN.test(domain)) return null;
      return `[email-addr:value MATCHES ${literal(`^${shapeExpression(shape)}@${escaped(domain)}$`)}]`;
    }
    case 'payment_bin':
      return ofAccount('payment_issuer', value);
    case 'ja4':
    case 'signup_ja4':
      return ofRequest('ja4', value);
    case 'user_agent':
      return ofRequest('user_agent_family', value);
    case 'system_prompt':
    case 'tool_schema':
    case 'parameter_vector':
      return known === null ? null : ofRequest(`${kind}_key`, known);
    case 'scaffold':
    case 'prompt_anchor':
      return null;
    default:
      return ofAccount(kind, value);
  }
}

/** By any of the texts by which it is recognized, or by the whole where none is kept. */
export function scaffoldPattern({ anchors }: CaseScaffold, sha256: string): string {
  if (anchors.length === 0) return equal(`${SCAFFOLD_TYPE}:sha256`, sha256);
  return `[${anchors.map((anchor) => `${SCAFFOLD_TYPE}:anchors[*] = ${literal(anchor)}`).join(' OR ')}]`;
}

function blockPattern(value: string): string | null {
  const type = addressType(value);
  return type && `[${type}:value ISSUBSET ${literal(value)}]`;
}

/** The type of observable that an address or block is, or null when it is none. */
export function addressType(value: string): 'ipv4-addr' | 'ipv6-addr' | null {
  if (/^(\d{1,3}\.){3}\d{1,3}(\/\d{1,2})?$/.test(value)) return 'ipv4-addr';
  return /^[0-9a-f:]*:[0-9a-f:]*(\/\d{1,3})?$/i.test(value) ? 'ipv6-addr' : null;
}
