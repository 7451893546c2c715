/** A pause from which on an exchange without a session id begins a new session. */
export const SESSION_PAUSE_MS = 30 * 60_000;

/** What is needed of an exchange to tell sessions apart; `session` is null when the record named none. */
export interface SessionMember {
  /** ms since 1970. */
  at: number;
  session: string | null;
}

export interface SessionRun<T extends SessionMember> {
  began: number;
  ended: number;
  members: T[];
}

/**
 * The sessions that exchanges form: those that name the same session, and runs of those that name none without a pause of
 * half an hour. `exchanges` in any order; sessions come back with the one that ended last first.
 */
export function sessionsOf<T extends SessionMember>(exchanges: readonly T[]): SessionRun<T>[] {
  const sorted = [...exchanges].sort((a, b) => a.at - b.at);
  const named = new Map<string, SessionRun<T>>();
  const runs: SessionRun<T>[] = [];
  let open: SessionRun<T> | null = null;
  for (const exchange of sorted) {
    const known: SessionRun<T> | null =
      exchange.session === null ? open : (named.get(exchange.session) ?? null);
    if (known && (exchange.session !== null || exchange.at - known.ended < SESSION_PAUSE_MS)) {
      known.ended = exchange.at;
      known.members.push(exchange);
      continue;
    }
    const run: SessionRun<T> = { began: exchange.at, ended: exchange.at, members: [exchange] };
    runs.push(run);
    if (exchange.session === null) open = run;
    else named.set(exchange.session, run);
  }
  return runs.sort((a, b) => b.ended - a.ended || b.began - a.began);
}
