import { z } from 'zod';
import type { OrderKind } from '@/lib/model/decision';
import type { KeyFrom } from '@/lib/model/target';
import { type Answer, type Attempt, judge } from './attempt';
import { attempted } from './deliver';
import type { Line } from './line';

/** A LiteLLM proxy, as its administrator reaches it. */
export interface LitellmProxy {
  /** The address of the proxy; the calls are made below it. */
  url: string;
  /** The administrator (master) key. */
  secret: string;
  keyFrom: KeyFrom;
}

interface KeyOrder {
  kind: OrderKind;
  accountId: string;
  reason: string;
  /** Only look whether the keys are there: block and unblock none. */
  test: boolean;
}

/** What LiteLLM can do of our orders. A suspension is a block that a reinstatement lifts. */
const CALLS: Record<OrderKind, 'block' | 'unblock' | null> = {
  verify: null,
  throttle: null,
  suspend: 'block',
  ban: 'block',
  reinstate: 'unblock',
};

/** Keys asked for at once, and of how many pages. */
const PAGE = 100;
const MOST_PAGES = 20;

/**
 * Blocks or unblocks the keys of an account in a LiteLLM proxy: `POST /key/block` and `/key/unblock`, after
 * `GET /key/list` where the account's id is not the key itself. A key stays with its spend; none is deleted. Doing it again changes
 * nothing, so an interrupted call is repeated as a whole. Never throws.
 * Endpoints: litellm/proxy/management_endpoints/key_management_endpoints.py of BerriAI/litellm.
 */
export function callLitellm(
  line: Pick<Line, 'send'>,
  proxy: LitellmProxy,
  order: KeyOrder,
): Promise<Attempt> {
  return attempted(proxy.secret, async () => {
    const call = CALLS[order.kind];
    if (call === null) {
      return {
        ok: false,
        final: true,
        skipped: true,
        error: `LiteLLM has no call for ${order.kind}: it blocks and unblocks keys.`,
      };
    }
    const keys =
      proxy.keyFrom === 'key' && !order.test ? [order.accountId] : await keysOf(line, proxy, order.accountId);
    if (!Array.isArray(keys)) return keys;
    if (keys.length === 0) return missing(proxy.keyFrom, order.accountId);
    let last: Attempt = { ok: true, status: 200 };
    for (const key of order.test ? [] : keys) {
      last = judgeKey(await post(line, proxy, `/key/${call}`, { key }, order.reason));
      if (!last.ok) return last;
    }
    return last;
  });
}

/** Whether the proxy can be reached and takes the administrator key. Changes nothing there. */
export function tryLitellm(line: Pick<Line, 'send'>, proxy: LitellmProxy): Promise<Attempt> {
  return attempted(proxy.secret, async () => judge(await get(line, proxy, '/key/list?page=1&size=1')));
}

/** The hashed keys that an account has there, or the attempt that failed to find out. */
async function keysOf(
  line: Pick<Line, 'send'>,
  proxy: LitellmProxy,
  accountId: string,
): Promise<string[] | Attempt> {
  if (proxy.keyFrom === 'key') {
    const answer = await get(line, proxy, `/key/info?key=${encodeURIComponent(accountId)}`);
    if (answer.status === 404) return [];
    const attempt = judge(answer);
    return attempt.ok ? [accountId] : attempt;
  }
  const field = proxy.keyFrom === 'alias' ? 'key_alias' : 'user_id';
  const keys: string[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = `${field}=${encodeURIComponent(accountId)}&page=${page}&size=${PAGE}`;
    const answer = await get(line, proxy, `/key/list?${query}`);
    const attempt = judge(answer);
    if (!attempt.ok) return attempt;
    const list = keyList.safeParse(jsonOf(answer.text));
    if (!list.success) return { ok: false, final: true, target: true, error: 'Answered no list of keys.' };
    keys.push(...list.data.keys);
    if (list.data.keys.length < PAGE) return keys;
  }
  return { ok: false, final: true, error: `This account has more than ${PAGE * MOST_PAGES} keys.` };
}

const keyList = z.object({ keys: z.array(z.string().min(1).max(1_000)) });

/** LiteLLM without an audit log of its own answers `null` for a key that it does not know. */
function judgeKey(answer: Answer): Attempt {
  const attempt = judge(answer);
  if (attempt.ok && answer.text.trim() === 'null') {
    return { ok: false, final: true, error: 'There is no such key.' };
  }
  return attempt;
}

function missing(keyFrom: KeyFrom, accountId: string): Attempt {
  const what = { key: 'There is no key', alias: 'No key has the alias', user: 'No key is of the user' }[
    keyFrom
  ];
  return { ok: false, final: true, error: `${what} ${accountId}.` };
}

function get(line: Pick<Line, 'send'>, proxy: LitellmProxy, path: string): Promise<Answer> {
  return line.send({ method: 'GET', url: under(proxy.url, path), headers: authorization(proxy) });
}

function post(
  line: Pick<Line, 'send'>,
  proxy: LitellmProxy,
  path: string,
  body: object,
  reason: string,
): Promise<Answer> {
  return line.send({
    method: 'POST',
    url: under(proxy.url, path),
    headers: {
      ...authorization(proxy),
      'content-type': 'application/json',
      // Names us in the proxy's own audit log; a header holds no more than plain text.
      'litellm-changed-by': `retort: ${reason.replace(/[^\x21-\x7e]+/g, ' ').slice(0, 200)}`,
    },
    body: JSON.stringify(body),
  });
}

const authorization = ({ secret }: LitellmProxy) => ({ authorization: `Bearer ${secret}` });

function under(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}${path}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
