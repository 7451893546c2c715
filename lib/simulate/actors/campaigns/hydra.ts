import { chatting, coding, crew, daysBefore, steady } from '@/lib/simulate/crew';
import { ReasoningStore } from '@/lib/simulate/harvest';
import { house } from '@/lib/simulate/house';
import { ban } from '@/lib/simulate/persona';
import { pool } from '@/lib/simulate/pool';
import { type ActorKind, DAY, HOUR } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';
import { activity } from '@/lib/simulate/timing';

interface Options {
  accounts: number;
  perDay: number;
  begins: number;
  /** Days before the end at which the provider begins to ban. */
  bans: number;
  /** Share of exchanges that are harvest, of both customers together. */
  harvest: number;
}

/**
 * A pool that resells access to all sorts of people, replaces banned accounts within hours, and has two customers who
 * harvest: one hidden reasoning, the other tasks and code. The truth knows them as two campaigns, `<name>-1` and `<name>-2`.
 */
export const hydra: ActorKind<Options> = {
  role: 'operator',
  summary: 'a reseller’s pool with two harvesting customers among resold traffic',
  campaigns: (name) => [`${name}-1`, `${name}-2`],
  enter(stage, name, options) {
    const rng = stage.random(name);
    const n = stage.count(options.accounts, 12);
    const begin = daysBefore(stage, options.begins);
    const bans = daysBefore(stage, options.bans);
    const hired = crew(stage, rng, {
      campaign: name,
      size: n,
      countries: ['SG', 'JP', 'US', 'KR', 'DE', 'GB'],
      pathways: [
        ['api', 62],
        ['cloud', 18],
        ['console', 20],
      ],
      perCard: 2.5,
      egress: 'residential',
      patterned: true,
      perPhone: 1.5,
    });
    const customers = [
      {
        campaign: `${name}-1`,
        from: begin,
        share: 0.6,
        ways: house(stage, rng, {
          voice: 0,
          seeks: [
            ['trace_extraction', 60],
            ['trace_cleaning', 40],
          ],
        }),
      },
      {
        campaign: `${name}-2`,
        from: begin + 4 * DAY,
        share: 0.4,
        ways: house(stage, rng, {
          voice: 1,
          seeks: [
            ['task_synthesis', 60],
            ['coding', 40],
          ],
        }),
      },
    ] as const;
    const relay = pool(rng, {
      dispatch: 'least_recently_used',
      rate: (at) => (at < begin ? 0 : ((n * options.perDay) / 24) * (0.4 + 0.6 * activity('person', at, 8))),
    });
    // Resold sessions have more than two requests on average, harvest has one.
    const sessions = (options.harvest * 2.3) / (options.harvest * 2.3 + 1 - options.harvest);
    const partner = rng.chance(0.5);
    for (let i = 0; i < n; i++) {
      const at = begin + rng.between(-4, 2) * DAY;
      const end = rng.chance(0.7) ? Math.floor(bans + rng.between(0, 3 * DAY)) : Number.POSITIVE_INFINITY;
      const who = hired.hire(at);
      relay.add(who, at + rng.between(1, 12) * HOUR, end);
      if (end >= stage.end) continue;
      ban(stage, who, end, 'automated risk score');
      const again = end + rng.between(1.5, 8) * HOUR;
      relay.add(hired.hire(again), again + rng.between(0.1, 1) * HOUR);
    }
    if (partner)
      stage.put({
        at: bans + 3 * DAY,
        record: {
          type: 'indicator',
          kind: 'email_domain',
          value: 'quickbox.example',
          source: 'partner exchange',
          confidence: 60,
          note: 'throw-away addresses seen with pooled accounts',
        },
      });
    const store = new ReasoningStore(3_000);
    return (from, to) => {
      for (const { at, member } of relay.sessions(from, to)) {
        const who = member.persona;
        const buyer = rng.chance(sessions)
          ? customers.find((one, i) => at >= one.from && (i === 1 || rng.chance(one.share)))
          : undefined;
        if (!buyer) {
          if (rng.chance(0.35)) coding(stage, rng, who, at);
          else chatting(stage, rng, who, at);
          continue;
        }
        const job = buyer.ways.job(rng, who, at);
        const replays = job.sought === 'trace_extraction';
        talk(stage, rng, who, at, {
          ...job,
          prompt: () => job.prompt,
          model: steady(stage, rng, at),
          until: member.until,
          campaign: buyer.campaign,
          keep: store,
          ...(replays ? { refs: store.foreign(who.id, 2, rng), refusal: 0.07 } : {}),
        });
      }
    };
  },
};
