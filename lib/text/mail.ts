import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import { getDomain } from 'tldts';

const MOST_LOCAL = 64;

/** An e-mail address taken apart; null for what is none. The domain in lower case. */
export function mailParts(address: string): { local: string; domain: string } | null {
  const text = address.trim().normalize('NFKC');
  if (text.length > 320) return null;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = text
    .slice(at + 1)
    .toLowerCase()
    .replace(/\.$/, '');
  if (at < 1 || !/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain) || /[\s@<>]/.test(local)) return null;
  return { local, domain };
}

/**
 * The shape of a local part: the letters of its words as a, b, …, digits as 9, so that of `Anna.Berg07` stays `aaaa.bbbb99`.
 * Of other signs only those of ASCII stay as they are.
 */
export function mailShape(local: string): string {
  let words = -1;
  let letter = false;
  let shape = '';
  for (const char of local.slice(0, MOST_LOCAL)) {
    const isLetter = /[\p{L}\p{M}]/u.test(char);
    if (isLetter && !letter) words++;
    letter = isLetter;
    if (isLetter) shape += String.fromCharCode(97 + Math.min(words, 25));
    else if (/\p{N}/u.test(char)) shape += '9';
    else shape += char >= '!' && char <= '~' ? char : '?';
  }
  return shape;
}

/** Services that ignore points in the local part. */
const POINTLESS: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * One spelling for all addresses that reach one mailbox: in lower case, without what follows a `+`, for Gmail without points.
 * For comparing only. Null for what is no address.
 */
export function mailbox(address: string): string | null {
  const parts = mailParts(address);
  if (!parts) return null;
  const plain = parts.local.toLowerCase().replace(/(?<=.)\+.*$/s, '');
  return POINTLESS.has(parts.domain) ? `${plain.replaceAll('.', '')}@gmail.com` : `${plain}@${parts.domain}`;
}

/**
 * The domain that somebody registered: `example.co.uk` of `mail.example.co.uk`, by the Public Suffix List (ICANN's part) within tldts.
 * Null for addresses of the network and names without a suffix that is listed.
 */
export function registrableDomain(name: string): string | null {
  const domain = getDomain(name, { validateHostname: true });
  return domain === null || domain === '' ? null : domain;
}

/** Made once, and not before it is asked for: the library would make it anew from its nine thousand names at every question. */
let throwAway: ReadonlySet<string> | null = null;

/** Whether a mail domain, or the one it lies under, is known for throw-away addresses: the list of disposable-email-domains (CC0). */
export function isDisposable(domain: string): boolean {
  throwAway ??= disposableEmailBlocklistSet();
  if (throwAway.has(domain)) return true;
  const registered = registrableDomain(domain);
  return registered !== null && registered !== domain && throwAway.has(registered);
}

/** Digits with a leading plus, of a telephone number however it is written; null for what is none. */
export function plainPhone(number: string): string | null {
  const text = number.trim().normalize('NFKC');
  if (text.length > 40 || /[^\d+()\s./-]/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (digits.length < 6 || digits.length > 17) return null;
  if (text.startsWith('+')) return `+${digits}`;
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
}
