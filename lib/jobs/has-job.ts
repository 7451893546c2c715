/** As SQL, whether a job of this key (an expression) runs, or is going to: one that gave up is not. */
export const hasJob = (key: string) =>
  `EXISTS (SELECT 1 FROM graphile_worker.jobs j
     WHERE j.key = ${key} AND (j.locked_at IS NOT NULL OR j.attempts < j.max_attempts))`;
