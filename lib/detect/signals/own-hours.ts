import { clamp } from '@/lib/detect/statistics';
import { hoursKept } from '@/lib/detect/timing-hours';
import { opennessOf } from './customers';
import { oneHand } from './one-hand';
import { number, type Signal } from './signal';
import { replaying } from './sitting';

const LEAST_ACCOUNTS = 5;
/** From where accounts keep hours as people do, and where surely; beyond the last, a schedule starts them. */
const KEPT = [0.14, 0.24] as const;
const SCHEDULE = 0.6;
const SURELY = 3;
const MOST = 1.2;
/** Share of their requests that asks for hidden reasoning, and of accounts that replay it, from which hours are no excuse. */
const NO_EXCUSE = [0.1, 0.4] as const;

/**
 * Accounts that rest as people rest: their sessions of different days fall to the same hours, each in its own time zone. Pools are
 * worked by queues, and queues do not sleep. Null model: any hour as likely ({@link hoursKept}). Base rate: in simulated worlds by
 * three authors 61% of 367 honest groups of five and more keep hours by 0.14 or more, and 16% of 261 parts of operations, which
 * follow their operator's working day. So it weighs little, and nothing where hidden reasoning is asked for or replayed, nor against
 * groups that were found by acting in unison, which is tested within the hours that each keeps, or whose accounts a schedule made.
 */
export const ownHours: Signal = {
  name: 'own-hours',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    if (scene.group.origin === 'unison') return null;
    const hours = hoursKept(scene.rhythm.starts);
    if (!hours || hours.accounts < LEAST_ACCOUNTS) return null;
    const { kept, error, accounts } = hours;
    if (kept > SCHEDULE || kept < SURELY * error) return null;
    const excuse = (share: number) => 1 - clamp((share - NO_EXCUSE[0]) / (NO_EXCUSE[1] - NO_EXCUSE[0]), 0, 1);
    const stands =
      clamp((kept - KEPT[0]) / (KEPT[1] - KEPT[0]), 0, 1) *
      excuse(opennessOf(scene).extraction) *
      excuse(replaying(scene)) *
      (1 - oneHand(scene));
    if (MOST * stands < 0.2) return null;
    return {
      logOdds: -MOST * stands,
      summary: `The accounts keep hours: what ${number(accounts)} of them began on different days falls to the same times of the day, ${kept.toFixed(2)} where 1 is the same minute and 0 is any hour.`,
      baseline: `Any hour as likely, it would be 0, give or take ${error.toFixed(3)}. People sleep; what is worked off by a queue mostly does not.`,
      details: { kept, error, accounts },
    };
  },
};
