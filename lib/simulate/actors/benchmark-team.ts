import { emailShape } from '@/lib/simulate/identity';
import { ask, enrol, sessionId } from '@/lib/simulate/persona';
import { onShift, pool } from '@/lib/simulate/pool';
import { type ActorKind, DAY } from '@/lib/simulate/stage';
import { fill, GRADING_BENCHMARK } from '@/lib/simulate/text/scaffolds';
import { modelAnswer } from '@/lib/simulate/text/tasks';

interface Options {
  accounts: number;
  /** Grades by one account on a day. */
  perDay: number;
}

/** A public leaderboard: one verified organization, its use declared, that grades by rubric in volume and deals work out evenly. */
export const benchmarkTeam: ActorKind<Options> = {
  role: 'lookalike',
  summary: 'a verified evaluation team that grades by rubric in volume, as it declared',
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 3);
    const lab = stage.network.site('DE');
    const card = { fingerprint: `pm_${rng.hex(16)}`, bin: '455377', country: 'DE', kind: 'corporate' };
    const queue = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => (onShift(at, 1, 8, 20) ? (n * options.perDay) / 12 : 0),
    });
    for (let i = 0; i < n; i++) {
      const persona = enrol(stage, rng, {
        createdAt: Math.floor(stage.end - rng.between(150, 400) * DAY),
        country: 'DE',
        pathway: 'research',
        client: 'python',
        place: (draw) => lab.host(draw),
        record: {
          plan: 'scale',
          rpm_limit: 500,
          organization: 'Plumbline Evaluation e.V.',
          email_domain: 'plumbline.example',
          email_pattern: emailShape(`eval${i}`),
          declared_use: 'model-graded evaluation for a public leaderboard',
          payment: card,
          verified: 'organization',
        },
      });
      queue.add(persona, stage.start);
    }
    return (from, to) => {
      for (const { at, member } of queue.sessions(from, to)) {
        const prompt = fill(rng.pick(GRADING_BENCHMARK), {
          p: stage.prompts.ordinary(rng, 'en'),
          a: modelAnswer(rng),
          n: 40 + Math.floor((at - stage.start) / (7 * DAY)),
        });
        ask(stage, rng, member.persona, at, {
          session: sessionId(rng),
          place: member.persona.place(rng),
          model: 'aster-4',
          prompt,
          params: { temperature: 0, max_tokens: 512 },
          answer: 180,
        });
      }
    };
  },
};
