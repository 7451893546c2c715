import { company, regular, seat, times } from '@/lib/simulate/company';
import { chatting, coding } from '@/lib/simulate/crew';
import { COUNTRIES, ordinaryPayment } from '@/lib/simulate/identity';
import { DAY } from '@/lib/simulate/stage';
import { talk } from '@/lib/simulate/talk';
import { languageOf } from '@/lib/simulate/text/banks';
import { aside, followUp } from '@/lib/simulate/text/voice';

/** People on phones, behind the few addresses of a carrier. */
export const carrierNat = company('phone users behind a carrier’s address translation', (cast) => {
  const { stage, rng, n } = cast;
  return times(n, () => {
    const country = rng.pick(['IN', 'BR', 'IN', 'NG']);
    const sat = seat(cast, {
      country,
      pathway: 'console',
      place: (draw) => stage.network.carrier(country, draw),
    });
    return regular(cast, sat, { clock: 'person', rate: Math.min(5, rng.logNormal(0.25, 1)) }, (persona, at) =>
      chatting(stage, rng, persona, at, 'en'),
    );
  });
});

/** People behind the exits of one consumer VPN. */
export const vpnUsers = company('unrelated people behind the exits of a consumer VPN', (cast) => {
  const { stage, rng, n } = cast;
  return times(n, () => {
    const api = rng.chance(0.3);
    const sat = seat(cast, {
      pathway: api ? 'api' : 'console',
      place: (draw) => stage.network.vpn(draw),
    });
    return regular(cast, sat, { clock: 'person', rate: Math.min(5, rng.logNormal(0.3, 1)) }, (persona, at) =>
      api && rng.chance(0.6)
        ? coding(stage, rng, persona, at)
        : chatting(stage, rng, persona, at, languageOf(persona.country)),
    );
  });
});

/** Freelancers of all trades on one line. */
export const coworking = company('unrelated freelancers in one coworking space', (cast) => {
  const { stage, rng, n } = cast;
  const site = stage.network.site('ES');
  return times(n, () => {
    const home = stage.network.home('ES', rng);
    const sat = seat(cast, {
      country: 'ES',
      pathway: rng.chance(0.5) ? 'console' : 'api',
      place: (draw) => (draw.chance(0.75) ? site.host(draw) : home),
    });
    const codes = rng.chance(0.4);
    return regular(cast, sat, { rate: Math.min(6, rng.logNormal(0.6, 0.9)) }, (persona, at) =>
      codes ? coding(stage, rng, persona, at) : chatting(stage, rng, persona, at, rng.pick(['es', 'en'])),
    );
  });
});

/** Families: one card, one line, several accounts. */
export const families = company('families with one card and one line for several accounts', (cast) => {
  const { stage, rng, n } = cast;
  let part = -1;
  let left = 0;
  let country = 'US';
  let home = stage.network.home(country, rng);
  let payment = ordinaryPayment(country, rng);
  return times(n, () => {
    if (left-- <= 0) {
      part++;
      left = 1 + rng.int(3);
      country = rng.weighted(COUNTRIES);
      home = stage.network.home(country, rng);
      payment = ordinaryPayment(country, rng);
    }
    const line = home;
    const sat = seat(cast, { country, pathway: 'console', place: () => line, part, record: { payment } });
    return regular(
      cast,
      sat,
      { clock: 'person', rate: Math.min(4, rng.logNormal(0.3, 0.9)) },
      (persona, at) => chatting(stage, rng, persona, at, languageOf(persona.country)),
    );
  });
});

/** A country where nearly everybody pays with the prepaid card of one issuer. */
export const prepaidCountry = company('customers of a country where one prepaid issuer dominates', (cast) => {
  const { stage, rng, n } = cast;
  const bin = `4711${10 + rng.int(80)}`;
  return times(n, () => {
    const developer = rng.chance(0.35);
    const sat = seat(cast, {
      country: 'NG',
      pathway: developer ? 'api' : 'console',
      place: (draw) =>
        draw.chance(0.5) ? stage.network.carrier('NG', draw) : stage.network.home('NG', draw),
      record: {
        payment: {
          fingerprint: `pm_${rng.hex(16)}`,
          ...(rng.chance(0.9)
            ? { bin, country: 'NG', kind: 'prepaid' }
            : { bin: '440012', country: 'NG', kind: 'debit' }),
        },
      },
    });
    return regular(
      cast,
      sat,
      { clock: 'person', rate: Math.min(6, rng.logNormal(0.35, 1)) },
      (persona, at) =>
        developer ? coding(stage, rng, persona, at) : chatting(stage, rng, persona, at, 'en'),
    );
  });
});

/** One public prompt, pasted by hundreds who have nothing to do with each other. */
export const viralPrompt = company('hundreds of unrelated people who paste one public prompt', (cast) => {
  const { stage, rng, n } = cast;
  const text = stage.prompts.viral(rng);
  const posted = stage.end - rng.between(8, 22) * DAY;
  return times(n, () => {
    const api = rng.chance(0.2);
    const sat = seat(cast, { pathway: api ? 'api' : 'console' });
    const joins = posted + rng.exponential(3) * DAY;
    let pastes = 1 + rng.poisson(0.8);
    return regular(
      cast,
      sat,
      { clock: 'person', rate: Math.min(4, rng.logNormal(0.28, 0.9)) },
      (persona, at) => {
        if (at < joins || pastes <= 0) {
          chatting(stage, rng, persona, at, languageOf(persona.country));
          return;
        }
        pastes--;
        talk(stage, rng, persona, at, {
          turns: 1 + rng.int(4),
          prompt: (turn) =>
            turn === 0 ? `${text}\n\n${rng.chance(0.7) ? aside(rng) : ''}`.trim() : followUp(rng),
        });
      },
    );
  });
});
