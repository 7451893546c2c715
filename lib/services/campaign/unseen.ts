/** SQL that counts what others and runs did to a campaign; `id` and `name` are SQL for it and for the name of the person. */
export function othersEvents(id: string, name: string): string {
  return `SELECT count(*)::int FROM campaign_event e WHERE e.campaign_id = ${id} AND e.actor_name IS DISTINCT FROM ${name}`;
}

/**
 * SQL for how many events of others are new to the person since they last looked at campaign `c`, null when they do not
 * watch it; `person` and `name` are SQL for their id and name.
 */
export function unseenEvents(person: string, name: string): string {
  return `(SELECT greatest(0, (${othersEvents('w.campaign_id', name)}) - w.seen_events) FROM campaign_watch w
            WHERE w.campaign_id = c.id AND w.person_id = ${person})`;
}
