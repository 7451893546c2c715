import { getPool } from '@/lib/db/pool';
import type { SessionPage, SessionRow } from '@/lib/model/console/account';
import { type SessionMember, type SessionRun, sessionsOf } from '@/lib/model/console/session';
import { entityId } from '@/lib/model/decision';
import { cursorTime, encodeCursor, pageInput, readCursor } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { requireAccount, sharesOf } from './row';

/** Exchanges read for one page: sessions that reach further back are shown as far as they were read. */
const MOST_READ = 4_000;
/** How long after its first page a named session may still be open; it was shown there. */
const OPEN_HOURS = 24;
const TOO_MANY_REQUESTS = 429;

interface Member extends SessionMember {
  capability: number;
  model: string | null;
  input: number;
  output: number;
  limited: boolean;
}

interface Row {
  at: Date;
  session: string | null;
  capability: number;
  model: string | null;
  input: number;
  output: number;
  limited: boolean;
}

/** One account's sessions, the one that ended last first, made from its own exchanges by key and time. */
export const accountSessions = defineQuery({
  name: 'account.sessions',
  right: 'read',
  input: pageInput.extend({ id: entityId }),
  run: async ({ id, limit, cursor }): Promise<SessionPage> => {
    const { key } = await requireAccount(id);
    // Named sessions interleave, runs of unnamed exchanges do not: each has its own place to go on from.
    const [before, unnamedBefore] = readCursor(cursor, [cursorTime, cursorTime]);
    const { rows } = await getPool().query<Row>(
      `SELECT e.occurred_at AS at, e.session_key::text AS session, e.capability, m.name AS model,
              coalesce(e.input_tokens, 0) AS input, coalesce(e.output_tokens, 0) AS output,
              coalesce(e.status = ${TOO_MANY_REQUESTS}, false) AS limited
         FROM exchange e LEFT JOIN model m ON m.key = e.model_key
        WHERE e.account_key = $1 AND ($2::timestamptz IS NULL OR (e.occurred_at < $2
          AND CASE WHEN e.session_key IS NULL THEN e.occurred_at < $3 ELSE e.session_key NOT IN (
                SELECT session_key FROM exchange
                 WHERE account_key = $1 AND session_key IS NOT NULL
                   AND occurred_at >= $2 AND occurred_at < $2::timestamptz + interval '${OPEN_HOURS} hours') END))
        ORDER BY e.occurred_at DESC LIMIT ${MOST_READ}`,
      [key, before, unnamedBefore],
    );
    const runs = sessionsOf(rows.map(({ at, ...row }): Member => ({ ...row, at: at.getTime() })));
    const cutOff = rows.length === MOST_READ;
    const shown = runs.slice(0, limit);
    const last = shown.at(-1);
    const unnamed = shown.findLast((run) => run.members[0]?.session === null);
    return {
      items: shown.map((run, index) => rowOf(run, runs[index + 1])),
      next_cursor:
        last && (runs.length > limit || cutOff)
          ? encodeCursor([iso(last.ended), unnamed ? iso(unnamed.began) : (unnamedBefore ?? iso(last.ended))])
          : null,
    };
  },
});

function rowOf(run: SessionRun<Member>, before: SessionRun<Member> | undefined): SessionRow {
  const sums = new Map<number, number>();
  for (const { capability } of run.members) sums.set(capability, (sums.get(capability) ?? 0) + 1);
  const models = new Set(run.members.map(({ model }) => model ?? 'unknown'));
  return {
    began: iso(run.began),
    ended: iso(run.ended),
    since_last_ms: before ? run.began - before.ended : null,
    exchanges: run.members.length,
    models: [...models].slice(0, 4),
    capabilities: sharesOf(sums),
    input_tokens: total(run.members, 'input'),
    output_tokens: total(run.members, 'output'),
    limited: run.members.filter(({ limited }) => limited).length,
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function total(members: readonly Member[], field: 'input' | 'output'): number {
  return members.reduce((sum, member) => sum + member[field], 0);
}
