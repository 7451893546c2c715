import { getPool } from '@/lib/db/pool';
import { type Answer, judge, plain } from '@/lib/enforce/attempt';
import type { Line } from '@/lib/enforce/line';
import { unseal } from '@/lib/enforce/seal';
import { LIMITS } from '@/lib/ingest/stix/limits';
import { readStix } from '@/lib/ingest/stix/read';
import { INTEL_WORKER, type SourceRow } from './row';
import { takeIntelPage } from './take-page';

/** Objects asked for at once, and most pages of one poll: what is left comes with the next. */
const PAGE = 1_000;
const MOST_PAGES = 500;
/** A poll begins no page later than this after it began. */
const LONGEST_MS = 5 * 60_000;
/** Most bytes of one page. */
export const PAGE_BYTES = LIMITS.bytes;
export const PAGE_TIMEOUT_MS = 60_000;
const MINUTE = 60_000;
const LONGEST_WAIT_MS = 6 * 60 * MINUTE;
const MEDIA = 'application/taxii+json;version=2.1';
const READABLE = /^application\/(?:taxii\+json|stix\+json|json)\b/i;
/** As TAXII writes times; given back as it came, since it may be finer than milliseconds. */
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** What a poll takes from the world; replaced in tests. */
export interface PollWorld {
  now: () => Date;
  /** 0 to 1. */
  random: () => number;
  open: () => Pick<Line, 'send' | 'close'>;
  stopping?: AbortSignal;
}

export interface Polled {
  pages: number;
  objects: number;
  added: number;
  /** Why it ended early; null when the collection was read to its end. */
  trouble: string | null;
}

/** What ends a poll before its end. */
class PollTrouble extends Error {
  constructor(
    message: string,
    readonly retryAfterMs = 0,
  ) {
    super(message);
  }
}

/**
 * Reads what a TAXII 2.1 collection has that is new, page by page; each page is kept together with where reading goes on. Redirects are not
 * followed, and the address is checked as those of targets are. When it fails it is tried again after a time that doubles up to six
 * hours, or that the server asks for. Null for a source that is not to be polled. Throws only when the database does.
 */
export async function pollSource(id: string, world: PollWorld): Promise<Polled | null> {
  const { rows } = await getPool().query<SourceRow>(
    "SELECT * FROM intel_source WHERE id = $1 AND kind = 'taxii' AND removed_at IS NULL AND paused_at IS NULL",
    [id],
  );
  const source = rows[0];
  if (!source) return null;
  const done: Polled = { pages: 0, objects: 0, added: 0, trouble: null };
  const line = world.open();
  let wait = 0;
  try {
    await readPages(source, line, world, done);
  } catch (error) {
    if (!(error instanceof PollTrouble)) throw error;
    done.trouble = plain(error.message).slice(0, 500);
    wait = error.retryAfterMs;
  } finally {
    line.close();
  }
  await settlePoll(source, world, done.trouble, wait);
  return done;
}

async function readPages(
  source: SourceRow,
  line: Pick<Line, 'send'>,
  world: PollWorld,
  done: Polled,
): Promise<void> {
  const headers = headersOf(source);
  const until = world.now().getTime() + LONGEST_MS;
  let { added_after, next_page } = source;
  let restarted = false;
  while (done.pages < MOST_PAGES && world.now().getTime() < until && !world.stopping?.aborted) {
    const answer = await ask(line, addressOf(source, added_after, next_page), headers, source);
    if (next_page !== null && !restarted && [400, 404, 410].includes(answer.status)) {
      // The server has forgotten the page: what came since the last whole reading is read again, which changes nothing.
      next_page = null;
      restarted = true;
      continue;
    }
    const body = bodyOf(answer);
    const result = readStix(body.bytes, { now: world.now().getTime(), partial: true });
    const keep = (next: { added_after: string | null; next_page: string | null }) =>
      takeIntelPage(
        { id: source.id, bytes: body.bytes.length, result, ...next },
        { actor: INTEL_WORKER, now: world.now },
      );
    if ('refused' in result) {
      const { trouble } = await keep({ added_after, next_page });
      throw new PollTrouble(`A page was refused: ${trouble}`);
    }
    done.pages++;
    const last = body.headers['x-taxii-date-added-last'];
    const stamp = last !== undefined && STAMP.test(last) ? last : null;
    const { more = false, next = null } = result.page ?? {};
    const before = { added_after, next_page };
    if (more && next !== null) next_page = next;
    else {
      added_after = stamp ?? added_after;
      next_page = null;
    }
    if (more && next_page === before.next_page && added_after === before.added_after)
      throw new PollTrouble('It says that there is more, and not where.');
    if (result.ok.objects > 0) {
      const receipt = await keep({ added_after, next_page });
      done.objects += receipt.objects;
      done.added += receipt.added;
    }
    if (!more) return;
  }
}

/** Why it is not tried again at once is on the source, and when it will be. */
async function settlePoll(
  source: SourceRow,
  world: PollWorld,
  trouble: string | null,
  asked: number,
): Promise<void> {
  const now = world.now().getTime();
  const every = (source.every_minutes ?? 60) * MINUTE;
  const failures = trouble === null ? 0 : source.failures + 1;
  const backoff =
    Math.min(LONGEST_WAIT_MS, MINUTE * 2 ** Math.min(20, failures - 1)) * (0.5 + world.random() / 2);
  const wait =
    trouble === null ? every : Math.max(Math.min(every, backoff), Math.min(asked, LONGEST_WAIT_MS));
  await getPool().query(
    `UPDATE intel_source SET last_polled_at = $2, next_poll_at = $3, failures = $4, last_error = $5
      WHERE id = $1 AND removed_at IS NULL`,
    [source.id, new Date(now), new Date(now + wait), failures, trouble],
  );
}

function addressOf({ url, collection }: SourceRow, after: string | null, next: string | null): string {
  const root = `${url}`.replace(/\/+$/, '');
  const address = new URL(`${root}/collections/${encodeURIComponent(collection ?? '')}/objects/`);
  address.searchParams.set('limit', String(PAGE));
  if (after !== null) address.searchParams.set('added_after', after);
  if (next !== null) address.searchParams.set('next', next);
  return address.href;
}

function headersOf(source: SourceRow): Record<string, string> {
  const headers = { accept: MEDIA, 'accept-encoding': 'identity' };
  if (source.auth === 'none') return headers;
  const secret = source.secret === null ? null : unseal(source.secret, source.id);
  if (secret === null)
    throw new PollTrouble('Its secret was sealed under another RETORT_AUTH_SECRET: give it again.');
  return {
    ...headers,
    authorization:
      source.auth === 'bearer'
        ? `Bearer ${secret}`
        : `Basic ${Buffer.from(`${source.username ?? ''}:${secret}`).toString('base64')}`,
  };
}

async function ask(
  line: Pick<Line, 'send'>,
  url: string,
  headers: Record<string, string>,
  source: SourceRow,
): Promise<Answer> {
  try {
    return await line.send({ method: 'GET', url, headers });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new PollTrouble(`${new URL(source.url ?? url).host} could not be reached: ${said}`);
  }
}

function bodyOf(answer: Answer): NonNullable<Answer['whole']> {
  const attempt = judge(answer);
  if (!attempt.ok) throw new PollTrouble(attempt.error, attempt.retryAfterMs);
  const { whole } = answer;
  if (!whole) throw new PollTrouble('It answered nothing.');
  if (whole.cut) throw new PollTrouble(`A page is larger than ${PAGE_BYTES} bytes.`);
  const type = whole.headers['content-type'] ?? '';
  if (!READABLE.test(type))
    throw new PollTrouble(`It answered ${type.slice(0, 80) || 'something without a type'}, not TAXII.`);
  return whole;
}
