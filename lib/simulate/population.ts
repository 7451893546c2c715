import type { Persona } from './persona';
import type { Random } from './random';
import { DAY, HOUR, type Stage } from './stage';
import { activity, type Clock } from './timing';

/** An independent customer: sessions come by a renewal process in their own day's rhythm. */
export interface Customer {
  persona: Persona;
  clock: Clock;
  /** Sessions a day, at the pace of the world. */
  rate: number;
  /** Coefficient of variation of the time between sessions. */
  cv: number;
  /** From when to when the customer is there at all, ms. */
  from: number;
  until?: number | undefined;
  /** Puts one session's exchanges on the calendar. */
  session: (at: number) => void;
}

/** Plays independent customers: memory per customer is one number, work per hour one comparison. */
export function population(
  stage: Stage,
  rng: Random,
  customers: readonly Customer[],
): (from: number, to: number) => void {
  const faces = new Map<string, Float64Array>();
  const face = (customer: Customer): Float64Array => {
    const key = `${customer.clock}/${customer.persona.offset}`;
    let known = faces.get(key);
    if (!known) {
      known = clockFace(stage, customer.clock, customer.persona.offset);
      faces.set(key, known);
    }
    return known;
  };
  const upcoming = new Float64Array(customers.length);
  customers.forEach((customer, i) => {
    const begin = Math.max(stage.start, customer.from);
    upcoming[i] = after(stage, face(customer), begin, rng.exponential(1 / (customer.rate * stage.pace)));
  });
  return (_, to) => {
    for (let i = 0; i < customers.length; i++) {
      let at = upcoming[i] as number;
      if (at >= to) continue;
      const customer = customers[i] as Customer;
      const until = customer.until ?? stage.end;
      while (at < to) {
        if (at >= until) {
          at = Number.POSITIVE_INFINITY;
          break;
        }
        customer.session(at);
        at = after(
          stage,
          face(customer),
          at + 1_000,
          rng.gamma(1 / (customer.rate * stage.pace), customer.cv),
        );
      }
      upcoming[i] = at;
    }
  };
}

/** Days of activity passed at the beginning of each hour of the world. */
function clockFace(stage: Stage, clock: Clock, offset: number): Float64Array {
  const hours = Math.ceil((stage.end - stage.start) / HOUR);
  const sums = new Float64Array(hours + 1);
  for (let i = 0; i < hours; i++)
    sums[i + 1] = (sums[i] as number) + activity(clock, stage.start + i * HOUR, offset) / 24;
  return sums;
}

/** The time at which `days` more days of activity have passed since `at`; infinity beyond the end. */
function after(stage: Stage, face: Float64Array, at: number, days: number): number {
  const position = (at - stage.start) / HOUR;
  const hour = Math.floor(position);
  if (hour >= face.length - 1) return Number.POSITIVE_INFINITY;
  const here = face[hour] as number;
  const target = here + ((face[hour + 1] as number) - here) * (position - hour) + days;
  let low = hour;
  let high = face.length - 1;
  if (target >= (face[high] as number)) return Number.POSITIVE_INFINITY;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((face[middle] as number) <= target) low = middle;
    else high = middle;
  }
  const floor = face[low] as number;
  const share = (target - floor) / ((face[high] as number) - floor);
  return stage.start + (low + share) * HOUR;
}

/** When an ordinary account was opened: growing slowly over two years, some during the world. */
export function openedAt(stage: Stage, rng: Random): number {
  const age = 730 * DAY * rng.next() ** 1.6;
  return Math.max(stage.end - 760 * DAY, Math.floor(stage.end - 2 * HOUR - age));
}

/** The model an ordinary customer uses: conservative ones stay, others move to a release over weeks. */
export function modelFor(stage: Stage, rng: Random, at: number, small: number): string {
  const out = stage.modelsAt(at).filter((release) => !release.model.endsWith('-mini'));
  const newest = out[0];
  if (rng.chance(small))
    return (
      stage.modelsAt(at).find((release) => release.model.endsWith('-mini'))?.model ?? newest?.model ?? 'aster'
    );
  if (!newest) return 'aster';
  const age = (at - newest.at) / DAY;
  const adopted = out.length > 1 ? 0.04 + 0.5 * (1 - Math.exp(-age / 10)) : 1;
  return rng.chance(adopted) ? newest.model : (out[1]?.model ?? newest.model);
}
