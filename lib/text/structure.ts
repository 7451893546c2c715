import ipaddr from 'ipaddr.js';
import { key64 } from '@/lib/model/hash';
import { fold } from './fold';
import { clean, cut } from './mask';

/** A key with the short label that people see for it. */
export interface Keyed {
  key: bigint;
  label: string;
}

export type Tool = string | { name: string; [field: string]: unknown };

const LABEL_LENGTH = 120;
const MAX_TOOLS = 500;
const MAX_DEPTH = 4;

/**
 * The key of a set of tools: sorted names, each with the names and types of its parameters, so that descriptions
 * and order do not matter. `null` without tools. Tools may be names or objects in the form of any common API
 * (`parameters`, `input_schema`, `inputSchema`, `function`).
 */
export function toolSchema(tools: readonly Tool[] | undefined): Keyed | null {
  if (!tools || tools.length === 0) return null;
  const shapes = new Map<string, string>();
  for (const tool of tools.slice(0, MAX_TOOLS)) {
    const name = toolName(tool);
    if (name !== '') shapes.set(name, typeof tool === 'string' ? '' : parameterShape(tool));
  }
  if (shapes.size === 0) return null;
  const names = [...shapes.keys()].sort();
  const key = key64(`tools\0${names.map((name) => `${name}(${shapes.get(name)})`).join('\n')}`);
  return { key, label: shorten(names.join(', '), `${names.length} tools: `) };
}

/** The name of a tool whatever the API's form, trimmed to 100 characters; empty when there is none. */
export function toolName(tool: Tool): string {
  if (typeof tool === 'string') return tool.trim().slice(0, 100);
  const inner = (tool as { function?: { name?: unknown } }).function?.name;
  const name = typeof inner === 'string' ? inner : tool.name;
  return typeof name === 'string' ? name.trim().slice(0, 100) : '';
}

function parameterShape(tool: { [field: string]: unknown }): string {
  const inner = isObject(tool.function) ? tool.function : tool;
  const schema = inner.parameters ?? inner.input_schema ?? inner.inputSchema ?? inner.schema;
  return isObject(schema) ? shapeOf(schema, 0) : '';
}

function shapeOf(schema: Record<string, unknown>, depth: number): string {
  if (depth > MAX_DEPTH) return '…';
  const properties = isObject(schema.properties) ? schema.properties : null;
  if (!properties) return typeof schema.type === 'string' ? schema.type.slice(0, 20) : 'any';
  return Object.keys(properties)
    .slice(0, 100)
    .sort()
    .map((name) => {
      const property = properties[name];
      return `${name.slice(0, 60)}:${isObject(property) ? shapeOf(property, depth + 1) : 'any'}`;
    })
    .join(',');
}

/** Parameters that say something about one request only, not about the program that sends it. */
const PASSING = new Set([
  'seed',
  'user',
  'metadata',
  'stream',
  'request_id',
  'n_ctx',
  'messages',
  'system',
  'tools',
  'prompt',
]);

/**
 * The key of a parameter vector (temperature, max_tokens, thinking_budget, …): sorted names with canonical values;
 * what differs from request to request (seed, user, metadata) is left out. `null` when nothing is left.
 */
export function parameterVector(params: Readonly<Record<string, unknown>> | undefined): Keyed | null {
  if (!params) return null;
  const parts: string[] = [];
  for (const name of Object.keys(params).slice(0, 64).sort()) {
    const value = params[name];
    if (PASSING.has(name) || value === null || value === undefined) continue;
    parts.push(`${name.slice(0, 60)}=${canonical(value, 0).slice(0, 200)}`);
  }
  if (parts.length === 0) return null;
  return { key: key64(`params\0${parts.join('\n')}`), label: shorten(parts.join(' '), '') };
}

function canonical(value: unknown, depth: number): string {
  if (typeof value === 'number')
    return Number.isFinite(value) ? String(Math.round(value * 1e4) / 1e4) : 'number';
  if (typeof value === 'string') return value.slice(0, 80);
  if (typeof value === 'boolean') return String(value);
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value))
    return `[${value
      .slice(0, 16)
      .map((item) => canonical(item, depth + 1))
      .join(',')}]`;
  if (isObject(value)) {
    const names = Object.keys(value).slice(0, 16).sort();
    return `{${names.map((name) => `${name.slice(0, 60)}:${canonical(value[name], depth + 1)}`).join(',')}}`;
  }
  return 'null';
}

/**
 * The block of addresses that one holder usually has: `203.0.113.0/24` for IPv4 (also when mapped into IPv6),
 * `2001:db8:1::/48` for IPv6. `null` for what is no address or for one that stands for no host of its own (loopback, multicast, …).
 */
export function addressBlock(ip: string | undefined): string | null {
  if (!ip || ip.length > 64) return null;
  const text = ip.trim();
  return quickBlock(text) ?? fullBlock(text);
}

const BYTE = '(?:[1-9]?\\d|1\\d\\d|2[0-4]\\d|25[0-5])';
const IPV4 = new RegExp(`^((${BYTE})\\.(${BYTE})\\.${BYTE})\\.${BYTE}$`);
const GROUP = '[0-9a-f]{1,4}';
/** A group as its number is written: without the zeros in front. */
const NUMBER = `(?=${GROUP}:)0*(${GROUP})`;
const IPV6 = new RegExp(`^${NUMBER}:${NUMBER}:${NUMBER}(?:(?::${GROUP}){5}|(?::${GROUP}){0,3}::${GROUP})$`);

/** The block of an address written in the usual way, and of an ordinary host; null for any other. */
function quickBlock(text: string): string | null {
  const four = IPV4.exec(text);
  if (four) {
    const first = Number(four[2]);
    const isOrdinary = first > 0 && first < 224 && first !== 127 && (first !== 169 || four[3] !== '254');
    return isOrdinary ? `${four[1]}.0/24` : null;
  }
  const six = IPV6.exec(text);
  if (!six) return null;
  const [, first = '', second, third] = six;
  // From f000 on there are networks without hosts of their own, and below 0100 addresses of the other kind.
  const isOrdinary = first.length > 2 && !/^f...$/.test(first) && second !== '0' && third !== '0';
  return isOrdinary ? `${first}:${second}:${third}::/48` : null;
}

/** Of any address, by the library that knows all ways to write one: ten times as slow. */
function fullBlock(text: string): string | null {
  const plain = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(text);
  if (!plain && !ipaddr.IPv6.isValid(text)) return null;
  if (plain && !ipaddr.IPv4.isValidFourPartDecimal(text)) return null;
  const address = ipaddr.process(text);
  const range = address.range();
  if (SPEECHLESS.has(range)) return null;
  const [v4, v6] = [24, 48];
  if (address.kind() === 'ipv4') return `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/${v4}`)}/${v4}`;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${v6}`)}/${v6}`;
}

const SPEECHLESS = new Set(['unspecified', 'loopback', 'linkLocal', 'multicast', 'broadcast']);

/**
 * The shape of an e-mail's local part: letters as `a`, digits as `9`, other marks kept, e.g. `aaaa.bbbb99` and
 * `lena.kern42@…` both give `aaaa.aaaa99`. Runs longer than 12 are cut to 12. `null` without any letter or digit.
 */
export function emailShape(address: string | undefined): string | null {
  if (!address) return null;
  const local = (address.split('@', 1)[0] ?? '').normalize('NFKC').slice(0, 80);
  const shape = local
    .replace(/\p{L}/gu, 'a')
    .replace(/\p{N}/gu, '9')
    .replace(/a{13,}|9{13,}/g, (run) => run.slice(0, 12));
  return /[a9]/.test(shape) ? shape : null;
}

/**
 * The family of a user agent: the client's name with its major version, e.g. `openai-python/1`, `chrome/131`,
 * `claude-cli/2`. Folded and at most 60 characters. `null` without one.
 */
export function userAgentFamily(agent: string | undefined): string | null {
  if (!agent) return null;
  const text = agent.slice(0, 400);
  const browser = /\b(Edg|OPR|Firefox|Chrome|Version)\/(\d{1,4})/.exec(text);
  if (text.startsWith('Mozilla/') && browser) {
    const name = { Edg: 'edge', OPR: 'opera', Firefox: 'firefox', Chrome: 'chrome', Version: 'safari' }[
      browser[1] ?? ''
    ];
    return `${/\bHeadlessChrome\b/.test(text) ? 'headless-' : ''}${name}/${browser[2]}`;
  }
  if (/\bHeadlessChrome\/(\d+)/.test(text))
    return `headless-chrome/${/HeadlessChrome\/(\d{1,4})/.exec(text)?.[1]}`;
  const client = /^\s*([\w@.+-]+(?:\/[A-Za-z][\w.+-]*)?)(?:[ /]v?(\d{1,4})(?:\.|\b))?/.exec(text);
  const name = client?.[1] ? client[1].toLowerCase().replace(/\s+/g, ' ') : fold(text).slice(0, 40);
  if (name === '') return null;
  return (client?.[2] ? `${name}/${client[2]}` : name).slice(0, 60);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shorten(text: string, prefix: string): string {
  const whole = prefix + text;
  return whole.length <= LABEL_LENGTH ? clean(whole) : `${cut(clean(whole), LABEL_LENGTH - 1)}…`;
}
