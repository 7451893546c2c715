import type { PoolClient } from 'pg';
import { transaction } from '@/lib/db/pool';
import { deploymentHasher } from '@/lib/ingest/facts-feed/hash';
import { readStripeEvent, type StripeFacts } from '@/lib/ingest/facts-feed/stripe-event';
import { isSignedByStripe } from '@/lib/ingest/facts-feed/stripe-signature';
import { RetortError } from '@/lib/model/errors';
import { key64 } from '@/lib/model/hash';
import { getBacklog } from '@/lib/services/inbox/backlog';
import { readBody } from '@/lib/services/inbox/body';
import { Admission } from '@/lib/services/overload/admission';
import { readEndpoint } from './endpoint';

/** Events are some kilobytes. */
const MOST_BYTES = 1024 * 1024;
const SOURCE = 'stripe';
/** Events of a customer wait for each other in the database; those of a burst wait here instead, where they hold no connection. */
const TURNS = new Admission({ bodies: 2, bytes: 64 * MOST_BYTES, waiting: 500, patience: 15_000 });

/** What became of an event: taken in; known from before; of a type that tells nothing here; of nobody that is known. */
export type StripeOutcome = 'taken' | 'known' | 'ignored' | 'unplaced';

/**
 * `POST /api/v1/ingest/stripe`: checks who sent an event, keeps what it tells of an account, hashed, for the inbox, and answers once that is
 * durable. Each event counts once by its id.
 * Errors: RetortError `unauthenticated` for what the endpoint's secret does not sign, `too_large`, `malformed`, `busy`; those of the database.
 */
export async function receiveStripe(
  request: Request,
  now: () => Date = () => new Date(),
): Promise<{ outcome: StripeOutcome }> {
  const header = request.headers.get('stripe-signature');
  if (!header) throw unsigned();
  const body = await readBody(request, MOST_BYTES);
  const endpoint = await readEndpoint();
  const at = now();
  if (!endpoint?.secret || !isSignedByStripe(header, body, endpoint.secret, at)) throw unsigned();
  const event = eventOf(body);
  const facts = readStripeEvent(event, endpoint.accountKey, deploymentHasher());
  await getBacklog().admit(body.length);
  const leave = await TURNS.enter(SOURCE, body.length, request.signal);
  return transaction(async (tx) => {
    const outcome = await place(tx, event.id, facts, at);
    await tx.query(
      `INSERT INTO stripe_tally AS t (type, outcome, events, last_at) VALUES ($1, $2, 1, $3)
       ON CONFLICT (type, outcome) DO UPDATE SET events = t.events + 1, last_at = greatest(t.last_at, excluded.last_at)`,
      [event.type, outcome, at],
    );
    return { outcome };
  }).finally(leave);
}

const unsigned = () =>
  new RetortError(
    'unauthenticated',
    'This is not signed by the secret of the Stripe endpoint, or not within five minutes, or no endpoint is set up.',
  );

interface StripeEvent extends Record<string, unknown> {
  id: string;
  type: string;
}

function eventOf(body: Buffer): StripeEvent {
  let event: unknown;
  try {
    event = JSON.parse(body.toString('utf8'));
  } catch {
    throw new RetortError('malformed', 'The body is not JSON.');
  }
  const { id, type } = (typeof event === 'object' && event !== null ? event : {}) as Record<string, unknown>;
  if (
    typeof id !== 'string' ||
    !/^\w{1,200}$/.test(id) ||
    typeof type !== 'string' ||
    !/^[\w.]{1,100}$/.test(type)
  )
    throw new RetortError('malformed', 'The body is no event of Stripe.');
  return event as StripeEvent;
}

async function place(
  tx: PoolClient,
  id: string,
  told: StripeFacts | null,
  now: Date,
): Promise<StripeOutcome> {
  const { rowCount } = await tx.query(
    'INSERT INTO stripe_event (id, received_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [id, now],
  );
  if (!rowCount) return 'known';
  if (!told) return 'ignored';
  const { customer, refs } = told;
  const { rows } = await tx.query<Ref>(
    'SELECT ref, account_id, named, facts FROM stripe_ref WHERE ref = ANY($1) ORDER BY ref FOR UPDATE',
    [[customer, ...refs].filter((ref) => ref !== null)],
  );
  const before = rows.find(({ ref }) => ref === customer);
  const account = told.account ?? before?.account_id ?? rows[0]?.account_id ?? customer;
  if (account === null) return 'unplaced';
  const lines: object[] = [];
  // What was told of the customer while nobody knew whose it is belongs to the account as well.
  if (before && before.account_id !== account && before.facts)
    lines.push({ ...before.facts, type: 'account', id: account });
  if (told.facts) lines.push({ ...told.facts, type: 'account', id: account });
  const occurred_at = new Date(told.at * 1000 + millisOf(id)).toISOString();
  if (told.changed)
    lines.push({
      type: 'account_event',
      account_id: account,
      occurred_at,
      kind: 'payment_changed',
      reason: told.changed,
    });
  await remember(tx, told, account, now);
  if (lines.length > 0) {
    const body = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await tx.query(
      "INSERT INTO inbox (source, actor, form, size, body) VALUES ($1, 'Stripe', 'lines', $2, $3)",
      [SOURCE, body.length, body],
    );
  }
  return 'taken';
}

/**
 * Stripe tells whole seconds, and the history of an account has one row for a time and a kind: the milliseconds are made of the event's id,
 * so that a review, a warning and a dispute of one second stand beside each other, and an event that comes again is the same row.
 */
function millisOf(id: string): number {
  return Number(BigInt.asUintN(64, key64(id)) % 1000n);
}

interface Ref {
  ref: string;
  account_id: string;
  named: boolean;
  facts: object | null;
}

/** Whose the customer and the payments of an event are. What metadata named stands until metadata name another. */
async function remember(tx: PoolClient, told: StripeFacts, account: string, now: Date): Promise<void> {
  const all = [...new Set([...(told.customer ? [told.customer] : []), ...told.refs])].sort();
  await tx.query(
    `INSERT INTO stripe_ref AS s (ref, account_id, named, facts, seen_at)
     SELECT ref, $2, $3, CASE WHEN ref = $4 THEN $5::jsonb END, $6 FROM unnest($1::text[]) AS d (ref)
     ON CONFLICT (ref) DO UPDATE SET
       account_id = CASE WHEN excluded.named OR NOT s.named THEN excluded.account_id ELSE s.account_id END,
       named = s.named OR excluded.named, facts = coalesce(s.facts, '{}') || coalesce(excluded.facts, '{}')
         || jsonb_build_object('derived', coalesce(s.facts->'derived', '{}') || coalesce(excluded.facts->'derived', '{}')),
       seen_at = greatest(s.seen_at, excluded.seen_at)`,
    [all, account, told.account !== null, told.customer, told.facts ? JSON.stringify(told.facts) : null, now],
  );
}
