import { emailShape } from '@/lib/simulate/identity';
import { ask, enrol, type Persona, sessionId } from '@/lib/simulate/persona';
import { type Customer, modelFor, population } from '@/lib/simulate/population';
import type { Random } from '@/lib/simulate/random';
import { type ActorKind, DAY, HOUR, MINUTE, type Stage } from '@/lib/simulate/stage';
import { ASSIGNMENT, fill } from '@/lib/simulate/text/scaffolds';

interface Options {
  accounts: number;
  /** Days before the end of the world at which the assignment is handed out; it is due a week later. */
  begins: number;
}

/** A course: accounts opened in one lecture from one campus, one assignment text pasted by all, over after a week. */
export const universityClass: ActorKind<Options> = {
  role: 'lookalike',
  summary: 'a university class that works on one assignment for a week',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const campus = stage.network.site('GB');
    const handout = stage.end - options.begins * DAY;
    const due = handout + 7 * DAY;
    const customers: Customer[] = [];
    for (let i = stage.count(options.accounts, 6); i > 0; i--) {
      const createdAt = Math.floor(
        handout - 2 * HOUR + Math.min(2 * DAY, rng.exponential(rng.chance(0.7) ? HOUR : DAY)),
      );
      const home = stage.network.home('GB', rng);
      const persona = enrol(stage, rng, {
        createdAt,
        country: 'GB',
        pathway: 'education',
        client: 'web',
        place: (draw) => (draw.chance(0.65) ? campus.host(draw) : home),
        record: {
          plan: 'campus',
          rpm_limit: 20,
          signup_ip: campus.host(rng).ip,
          signup_asn: campus.asn,
          organization: 'Northfield University',
          email_domain: 'students.northfield.example',
          email_pattern: emailShape(`${'x'.repeat(2)}${10000 + rng.int(90000)}`),
          declared_use: 'COMP-214 coursework',
          verified: 'email',
        },
      });
      // Most of the work is done in the last days.
      const starts = Math.max(createdAt + 10 * MINUTE, due - rng.exponential(2.4) * DAY);
      customers.push({
        persona,
        clock: 'person',
        rate: rng.logNormal(2, 0.5),
        cv: 1.4,
        from: Math.min(starts, due - 6 * HOUR),
        until: due,
        session: (at) => homework(stage, rng, persona, at),
      });
    }
    return population(stage, rng, customers);
  },
};

function homework(stage: Stage, rng: Random, who: Persona, start: number): void {
  const session = sessionId(rng);
  const place = who.place(rng);
  const model = modelFor(stage, rng, start, 0.4);
  let at = start;
  for (let turn = 0, turns = 1 + rng.int(6); turn < turns; turn++) {
    const pasted = turn === 0;
    const prompt = pasted
      ? fill(ASSIGNMENT, { n: 1 + rng.int(5), p: `${rng.pick(EXERCISES)}\n` }) + stage.prompts.code(rng)
      : stage.prompts.code(rng);
    at += ask(stage, rng, who, at, { session, place, model, prompt });
    at += Math.round(rng.logNormal(2, 0.8) * MINUTE);
  }
}

const EXERCISES = [
  'merge k sorted lists of ferries by departure',
  'find the longest palindrome in a song text',
  'detect a cycle in a timetable graph',
  'count inversions in a league table',
  'pack parcels with dynamic programming',
] as const;
