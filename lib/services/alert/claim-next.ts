import { type AlertRow, alertFilter } from '@/lib/model/console/alert';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { type AlertState, changeAlert } from './change';
import { claimEnd } from './claim';
import { ALERT_COLUMNS, ALERT_TABLES, type AlertSqlRow, alertRowOf } from './row';
import { freeAt, narrowings, parameters, SEVERITY_RANK, viewCondition } from './where';

/**
 * Claims the most urgent open alert that nobody holds and that is nobody else's to see to, under a filter. Two people who
 * ask at once get two alerts. RetortError `precondition` when there is none.
 */
export const claimNextAlert = defineVerb({
  name: 'alert.claim_next',
  right: 'alert.triage',
  input: alertFilter.omit({ view: true, sort: true }),
  async run(filter, work): Promise<AlertRow> {
    const { tx, now, actor } = work;
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person can claim an alert.');
    const { params, place } = parameters();
    const asking = { self: actor.id, now, place };
    const conditions = [
      viewCondition('open', asking),
      freeAt(place(now)),
      `(a.assignee_id IS NULL OR a.assignee_id = ${place(actor.id)})`,
      ...narrowings(filter, asking),
    ];
    const found = await tx.query<AlertState>(
      `SELECT a.* FROM alert a JOIN campaign c ON c.id = a.campaign_id WHERE ${conditions.join(' AND ')}
       ORDER BY ${SEVERITY_RANK}, a.score DESC, a.id LIMIT 1 FOR UPDATE OF a SKIP LOCKED`,
      params,
    );
    const before = found.rows[0];
    if (!before) throw new RetortError('precondition', 'Every open alert here is held or assigned.');
    await changeAlert(work, before, { holder_id: actor.id, held_until: claimEnd(now) });
    const { rows } = await tx.query<AlertSqlRow>(
      `SELECT ${ALERT_COLUMNS} FROM ${ALERT_TABLES} WHERE a.id = $1`,
      [before.id],
    );
    return alertRowOf(rows[0] as AlertSqlRow, now);
  },
});
