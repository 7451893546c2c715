import { createHash } from 'node:crypto';
import { ownIndicator } from '@/lib/ingest/peer-indicator';
import type { IndicatorKind } from '@/lib/model/indicator';
import { scaffoldKeys, systemKey } from '@/lib/text/scaffold';
import { addressBlock, emailShape } from '@/lib/text/structure';

/** A value that a pasted text may mean. `clear` when it can hardly mean anything else, so it is offered unseen as well. */
export interface Reading {
  kind: IndicatorKind;
  value: string;
  clear: boolean;
}

const LONGEST_VALUE = 1_000;
const EMAIL = /^[^\s@<>]{1,64}@([^\s@<>]+\.[^\s@<>]{2,})$/;
/** Words and characters from which a text is read as a prompt as well. */
const PROMPT_WORDS = 4;
const PROMPT_LENGTH = 20;

/** The values a pasted text may mean, in the form in which ingest keeps them. Pure. */
export function readingsOf(pasted: string): Reading[] {
  const text = pasted.trim();
  if (text === '' || text.length > LONGEST_VALUE || text.includes('\n')) return [];
  const readings: Reading[] = [];
  const add = (kind: IndicatorKind, value: string | null, clear = false) => {
    if (value && !readings.some((one) => one.kind === kind && one.value === value))
      readings.push({ kind, value, clear });
  };
  const address = plainAddress(text);
  const isAddress = addressBlock(address.split('/')[0]) !== null;
  if (isAddress) {
    const block = ownIndicator('address_block', address).value;
    add('address_block', block, true);
    add('signup_block', block);
  }
  const asn = /^as\s?(\d{1,10})$/i.exec(text)?.[1];
  if (asn) {
    add('asn', ownIndicator('asn', asn).value, true);
    add('signup_asn', ownIndicator('asn', asn).value);
  }
  const domain = EMAIL.exec(text)?.[1]?.toLowerCase();
  if (domain) {
    const whole = text.toLowerCase();
    add('email_hash', createHash('sha256').update(whole).digest('hex'), true);
    for (const shape of shapesOf(text)) add('email_pattern', `${shape}@${domain}`);
    add('email_domain', domain);
  }
  if (/^[0-9a-f]{16,128}$/i.test(text)) {
    add('email_hash', text.toLowerCase());
    add('phone_hash', text.toLowerCase());
  }
  if (!isAddress && /^[^/(\s][^(]*[/(]/.test(text) && /[a-z]/i.test(text))
    add('user_agent', ownIndicator('user_agent', text).value);
  return readings;
}

/** Beginnings of values a text may be: an issuer's number stands before its kind and country. */
export function beginningsOf(pasted: string): { kind: IndicatorKind; beginning: string }[] {
  const text = pasted.trim();
  return /^\d{6,8}$/.test(text) ? [{ kind: 'payment_bin', beginning: `${text}·` }] : [];
}

/** Ids that a text lists, if it is nothing but two to five of them. */
export function listedIds(pasted: string): string[] {
  const ids = pasted.trim().split(/[\s,;]+/);
  return ids.length >= 2 && ids.length <= 5 && ids.every((id) => id.length > 0 && id.length <= 200)
    ? [...new Set(ids)]
    : [];
}

/** The keys that ingest would give a text as a prompt and as a system prompt; null when it is too short to be one. */
export function promptKeysOf(pasted: string): { anchors: bigint[]; system: bigint | null } | null {
  const { prompt, system } = promptIn(pasted);
  const words = prompt.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const unspaced =
    prompt.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  if (
    system === null &&
    (prompt.trim().length < PROMPT_LENGTH || words < PROMPT_WORDS) &&
    unspaced < PROMPT_LENGTH / 2
  )
    return null;
  const keys = scaffoldKeys(prompt);
  const anchors = [keys.head, keys.tail, keys.frame].filter((key) => key !== null);
  return { anchors: [...new Set(anchors)], system: systemKey(system ?? prompt) };
}

/** A pasted exchange record is taken for its prompt and its system prompt, anything else as it stands. */
function promptIn(pasted: string): { prompt: string; system: string | null } {
  if (pasted.trimStart().startsWith('{')) {
    try {
      const { prompt, system } = JSON.parse(pasted) as { prompt?: unknown; system?: unknown };
      if (typeof prompt === 'string' || typeof system === 'string') {
        return {
          prompt: typeof prompt === 'string' ? prompt : '',
          system: typeof system === 'string' ? system : null,
        };
      }
    } catch {
      // No record after all.
    }
  }
  return { prompt: pasted, system: null };
}

/** An address without its port, its brackets and what stands before it in a log or a URL. */
function plainAddress(text: string): string {
  const bare = text.replace(/^[a-z]+:\/\//i, '').replace(/\/$/, '');
  return /^\[([^\]]+)\]/.exec(bare)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(bare)?.[1] ?? bare;
}

/** The shapes of a local part: all letters alike, and each run of letters by a letter of its own. */
function shapesOf(address: string): string[] {
  const plain = emailShape(address);
  if (!plain) return [];
  let nth = -1;
  const byRun = plain.replace(/a+/g, (run) => {
    nth++;
    return String.fromCharCode(97 + (nth % 26)).repeat(run.length);
  });
  return [...new Set([plain, byRun])];
}
