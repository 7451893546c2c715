import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { indicatorKey } from '@/lib/model/hash';
import type { IndicatorKind } from '@/lib/model/indicator';
import { addressBlock, userAgentFamily } from '@/lib/text/structure';
import type { Comparison, Operand } from './pattern';
import { ACCOUNT_EXTENSION, REQUEST_EXTENSION, SCAFFOLD_TYPE } from './vocabulary';

/** Something that an account shows or does not. */
export interface Atom {
  kind: IndicatorKind;
  /** As people read it. */
  value: string;
  /** An account shows it when it has any of these indicators. */
  keys: readonly bigint[];
  /** Instead of keys: a network wider than the blocks that are kept. */
  network: string | null;
  /** What is kept is coarser than what was shared: a block for an address, a family for a user agent. */
  approximate: boolean;
}

/** What can be said of one comparison: what to look for (any of them), that it says nothing, or why it cannot be looked for. */
export type Meaning = { any: Atom[] } | { trivial: true } | { unmatched: string };

type Rule = (values: string[], comparison: Comparison) => Meaning;

const unmatched = (why: string): Meaning => ({ unmatched: why });
const HEX_KEY = /^[0-9a-f]{16}$/i;
const SHA256 = /^[0-9a-f]{64}$/i;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i;
/** Longest value that is looked for: what is kept of values is cut there too. */
const LONGEST = 600;

/** What a comparison asks of an account. Never runs what was shared: patterns of text are read for the few forms that say one thing. */
export function meaningOf(comparison: Comparison): Meaning {
  const { path, operator, negated, operands } = comparison;
  if (negated || operator === '!=')
    return unmatched(`${short(path)} is negated, and what is absent is not kept`);
  if (operator === 'EXISTS') return unmatched(`EXISTS ${short(path)} would be true of nearly every account`);
  if (['<', '>', '<=', '>=', 'ISSUPERSET'].includes(operator))
    return unmatched(`${operator} is not looked for (${short(path)})`);
  const rule = ruleOf(path);
  if (!rule) return unmatched(`${short(path)} is nothing that Retort sees`);
  const values = operands.map(textOf);
  if (values.some((value) => value.length > LONGEST || value === ''))
    return unmatched(`a value of ${short(path)} is empty or longer than ${LONGEST} characters`);
  return rule(values, comparison);
}

function textOf(value: Operand): string {
  return typeof value === 'string' ? value.trim() : String(value);
}

function ruleOf(path: string): Rule | undefined {
  const at = path.indexOf(':');
  const type = path.slice(0, at).toLowerCase();
  const property = path.slice(at + 1).replace(/\[(?:\*|-?\d+)\]/g, '');
  if (type === SCAFFOLD_TYPE || type === 'x-llm-prompt-template')
    return Object.hasOwn(SCAFFOLD, property) ? SCAFFOLD[property] : undefined;
  const known = RULES[`${type}:${property}`];
  if (known) return known;
  if (type === 'user-account') return extensionRule(property, ACCOUNT_EXTENSION, accountRule);
  if (type === 'network-traffic') return extensionRule(property, REQUEST_EXTENSION, requestRule);
  return undefined;
}

function extensionRule(
  property: string,
  extension: string,
  rule: (name: string) => Rule | undefined,
): Rule | undefined {
  const start = `extensions.'${extension}'.`;
  return property.startsWith(start) ? rule(property.slice(start.length).replace(/^'|'$/g, '')) : undefined;
}

/** Equality with, or one of, fixed values. */
const equals =
  (make: (value: string) => Atom | string): Rule =>
  (values, { operator, path }) => {
    if (operator !== '=' && operator !== 'IN')
      return unmatched(`${operator} is not looked for in ${short(path)}`);
    return anyOf(values, make);
  };

function anyOf(values: string[], make: (value: string) => Atom | string): Meaning {
  const made = values.map(make);
  const atoms = made.filter((one): one is Atom => typeof one !== 'string');
  return atoms.length > 0 ? { any: atoms } : unmatched(made[0] as string);
}

const plain = (kind: IndicatorKind, value: string, more: Partial<Atom> = {}, kinds = [kind]): Atom => ({
  kind,
  value,
  keys: kinds.map((own) => indicatorKey(own, value)),
  network: null,
  approximate: false,
  ...more,
});

/** What was seen in traffic may as well have been seen at sign-up. */
const both = (kind: IndicatorKind, atSignup: IndicatorKind, value: string, more: Partial<Atom> = {}) =>
  plain(kind, value, more, [kind, atSignup]);

const asn: Rule = equals((value) =>
  /^\d{1,10}$/.test(value)
    ? both('asn', 'signup_asn', String(Number(value)))
    : `${short(value)} is no number of a network`,
);

const address: Rule = (values, { operator, path }) => {
  if (!['=', 'IN', 'ISSUBSET'].includes(operator))
    return unmatched(`${operator} is not looked for in ${short(path)}`);
  return anyOf(values, networkAtom);
};

/** Widest networks that say something: wider ones hold a good part of everybody. */
const WIDEST = { ipv4: 8, ipv6: 16 };
/** Length of the blocks that are kept (addressBlock). */
const KEPT = { ipv4: 24, ipv6: 48 };

/** An address or a network as what accounts show of it, or why it is none. */
export function networkAtom(value: string): Atom | string {
  const [host = '', length, more] = value.split('/');
  const bare = host.trim();
  if (
    more !== undefined ||
    bare.length > 45 ||
    !(ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare))
  )
    return `${short(value)} is no address`;
  const parsed = ipaddr.parse(bare);
  const kind = parsed.kind();
  const bits = kind === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (!(prefix >= 0 && prefix <= bits)) return `${short(value)} is no network`;
  if (prefix >= KEPT[kind]) {
    const block = addressBlock(bare);
    if (!block) return `${short(value)} stands for no host of its own`;
    return both('address_block', 'signup_block', block, { approximate: prefix > KEPT[kind] });
  }
  if (prefix < WIDEST[kind]) return `${short(value)} is too wide to say anything`;
  const base = (kind === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6).networkAddressFromCIDR(`${bare}/${prefix}`);
  const network = `${base}/${prefix}`;
  return { kind: 'address_block', value: network, keys: [], network, approximate: false };
}

const email: Rule = (values, { operator, path }) => {
  switch (operator) {
    case '=':
    case 'IN':
      return anyOf(values, (value) =>
        /^[^@\s]+@[^@\s]+$/.test(value)
          ? plain('email_hash', sha256(value.toLowerCase()))
          : `${short(value)} is no e-mail address`,
      );
    case 'LIKE': {
      const domain = /^%@([^%_]+)$/.exec(values[0] as string)?.[1];
      return domain && DOMAIN.test(domain)
        ? { any: [plain('email_domain', domain.toLowerCase())] }
        : unmatched('of LIKE only %@domain is looked for in e-mail addresses');
    }
    case 'MATCHES':
      return mailbox(values[0] as string);
    default:
      return unmatched(`${operator} is not looked for in ${short(path)}`);
  }
};

/**
 * An expression for e-mail addresses that says a domain (`@example\.org$`) or a shape of mailboxes at one
 * (`^[A-Za-z]{6}[0-9]{2}@example\.org$`), read back into that. Others are not run, since they may take for ever.
 */
function mailbox(expression: string): Meaning {
  const end = expression.lastIndexOf('@');
  const domain = /^@((?:[A-Za-z0-9-]|\\[.-])+)\$$/
    .exec(expression.slice(Math.max(0, end)))?.[1]
    ?.replaceAll('\\', '');
  if (end < 0 || !domain || !DOMAIN.test(domain))
    return unmatched('of expressions only those for a domain or a shape of mailboxes are read');
  const local = expression.slice(0, end);
  if (local === '' || local === '^.*' || local === '.*' || local === '^.+' || local === '.+')
    return { any: [plain('email_domain', domain.toLowerCase())] };
  let shape = '';
  let rest = local.startsWith('^') ? local.slice(1) : '?';
  while (rest !== '') {
    const run = /^(\[[A-Za-z]-[A-Za-z](?:[A-Z]-[A-Z]|[a-z]-[a-z])?\]|\[0-9\]|\\d)\{(\d{1,2})(,)?\}/.exec(
      rest,
    );
    const one = run ? null : /^(?:\\([.+_-])|([_-]))/.exec(rest);
    if (run) shape += (/[A-Za-z]-/.test(run[1] as string) ? 'a' : '9').repeat(Math.min(12, Number(run[2])));
    else if (one) shape += one[1] ?? one[2];
    else return unmatched('of expressions only those for a domain or a shape of mailboxes are read');
    rest = rest.slice((run ?? (one as RegExpExecArray))[0].length);
  }
  return { any: [plain('email_pattern', `${shape}@${domain.toLowerCase()}`)] };
}

const agent: Rule = (values, { operator, path }) => {
  if (operator === 'LIKE') {
    // A family is a name and a major version: what goes on after that is not kept.
    const stem = /^([^%_]+\/\d{1,4})(?:\.[^%_]*)?%$/.exec(values[0] as string)?.[1];
    const family = stem === undefined ? null : userAgentFamily(stem);
    return family
      ? { any: [plain('user_agent', family, { approximate: true })] }
      : unmatched('of LIKE only name/version% is looked for in user agents');
  }
  if (operator !== '=' && operator !== 'IN')
    return unmatched(`${operator} is not looked for in ${short(path)}`);
  return anyOf(values, (value) => {
    const family = userAgentFamily(value);
    return family === null
      ? `${short(value)} is no user agent`
      : plain('user_agent', family, { approximate: family !== value.toLowerCase() });
  });
};

/** The whole text of a scaffold, by its hash. */
const whole: Rule = equals((value) =>
  SHA256.test(value)
    ? { kind: 'scaffold', value: value.toLowerCase(), keys: [], network: null, approximate: false }
    : `${short(value)} is no SHA-256`,
);

const SCAFFOLD: Record<string, Rule> = {
  anchors: equals((value) =>
    HEX_KEY.test(value)
      ? plain('prompt_anchor', value.toLowerCase())
      : `${short(value)} is no key of a scaffold`,
  ),
  sha256: whole,
  skeleton: (values, comparison) => whole(values.map(sha256), comparison),
};

const elsewhere: Rule = () => unmatched('ids of accounts at another provider are not those of accounts here');

const RULES: Record<string, Rule> = {
  'ipv4-addr:value': address,
  'ipv6-addr:value': address,
  'network-traffic:src_ref.value': address,
  'autonomous-system:number': asn,
  'ipv4-addr:belongs_to_refs.number': asn,
  'ipv6-addr:belongs_to_refs.number': asn,
  'email-addr:value': email,
  'domain-name:value': equals((value) =>
    DOMAIN.test(value) ? plain('email_domain', value.toLowerCase()) : `${short(value)} is no domain`,
  ),
  'user-account:account_type': (values, { operator, path }) =>
    operator === '=' && values[0] === 'llm-api-account'
      ? { trivial: true }
      : unmatched(`accounts here are of one type (${short(path)})`),
  'user-account:user_id': elsewhere,
  'user-account:account_login': elsewhere,
  "file:hashes.'SHA-256'": whole,
  'file:hashes.SHA-256': whole,
  'file:name': ([name = ''], { operator }) =>
    operator === '=' && /^(?:prompt|llm)[ -_]?(?:template|scaffold)$/i.test(name)
      ? { trivial: true }
      : unmatched('names of files are nothing that Retort sees'),
  "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'": agent,
};

/** Words of the account extension by our own. */
const OF_ACCOUNT: Record<string, IndicatorKind> = {
  payment_fingerprint: 'payment_fingerprint',
  payment_issuer: 'payment_bin',
  email_domain: 'email_domain',
  email_hash: 'email_hash',
  phone_hash: 'phone_hash',
  organization: 'organization',
  signup_device: 'signup_device',
  device: 'device',
  api_key: 'api_key',
  session: 'session',
  reasoning_ref: 'reasoning_ref',
  reasoning_issued: 'reasoning_issued',
};

function accountRule(name: string): Rule | undefined {
  const kind = Object.hasOwn(OF_ACCOUNT, name) ? OF_ACCOUNT[name] : undefined;
  if (!kind) return undefined;
  return equals((value) => {
    if (value.startsWith('hmac-sha256:'))
      return 'a hash under a key of its producer can be compared by nobody else';
    if (kind === 'email_domain') return plain(kind, value.toLowerCase());
    if (kind === 'device') return both('device', 'signup_device', value);
    if (kind === 'reasoning_ref') return both('reasoning_ref', 'reasoning_issued', value);
    return plain(kind, value);
  });
}

const KEYS: Record<string, IndicatorKind> = {
  system_prompt_key: 'system_prompt',
  tool_schema_key: 'tool_schema',
  parameter_vector_key: 'parameter_vector',
};

function requestRule(name: string): Rule | undefined {
  if (name === 'ja4')
    return equals((value) =>
      /^[\x21-\x7e]{1,100}$/.test(value) ? both('ja4', 'signup_ja4', value) : `${short(value)} is no JA4`,
    );
  if (name === 'user_agent_family' || name === 'user_agent') return agent;
  const kind = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
  if (!kind) return undefined;
  // These are indicators under the key itself.
  return equals((value) =>
    HEX_KEY.test(value)
      ? plain(kind, value.toLowerCase(), { keys: [BigInt.asIntN(64, BigInt(`0x${value}`))] })
      : `${short(value)} is no key`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A piece of what was shared, in a sentence of ours. */
function short(text: string): string {
  const clean = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return clean.length > 80 ? `${clean.slice(0, 79)}…` : clean;
}
