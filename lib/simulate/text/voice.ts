import type { Random } from '@/lib/simulate/random';
import { type Language, LEADS, SUBJECTS, TAILS } from './banks';

const NAMES = [
  'Ines',
  'Tomek',
  'Ravi',
  'Maud',
  'Okoro',
  'Hanna',
  'Jun',
  'Pilar',
  'Greta',
  'Silas',
  'Noor',
  'Bram',
  'Yuki',
  'Lea',
  'Anton',
  'Dele',
  'Mina',
  'Oscar',
  'Vera',
  'Kofi',
  'Elif',
  'Piet',
  'Rosa',
  'Sunil',
];
const PLACES = [
  'Leith',
  'Oulu',
  'Tarragona',
  'Pune',
  'Lagos',
  'Linz',
  'Bergen',
  'Nagoya',
  'Halifax',
  'Recife',
  'Gdynia',
  'Kassel',
  'Perth',
  'Busan',
  'Namur',
  'Cork',
];
const THINGS = [
  'kettle',
  'invoice',
  'bicycle',
  'thesis',
  'allotment',
  'landlord',
  'cousin',
  'printer',
  'garage',
  'choir',
  'dentist',
  'scooter',
  'essay',
  'stove',
  'passport',
  'podcast',
  'puppy',
  'boss',
  'laptop',
  'van',
];
const STATES = [
  'broke down',
  'arrived late',
  'costs too much',
  'changed again',
  'is almost done',
  'was a gift',
  'needs an answer',
  'got rejected',
  'makes a noise',
  'is for sale',
  'confuses me',
  'starts soon',
];

/** A sentence or two about oneself, as people put around a question: hardly ever the same twice. */
export function aside(rng: Random): string {
  const name = rng.pick(NAMES);
  const place = rng.pick(PLACES);
  const thing = rng.pick(THINGS);
  const state = rng.pick(STATES);
  const n = 2 + rng.int(60);
  return rng.pick([
    `${name} from ${place} says the ${thing} ${state}. `,
    `${n} days ago my ${thing} ${state}. `,
    `In ${place} the ${thing} ${state}, so: `,
    `My ${thing} ${state} and ${name} wants to know. `,
    `${place}, ${n} people, one ${thing}. `,
    `The ${thing} that ${name} sent ${state}. `,
    `${name} and I (${n}) live near ${place}. `,
    `re ${thing} / ${place}: `,
    `I am ${n + 15}, the ${thing} ${state}. `,
    `Since ${place} the ${thing} ${state}; ${name} thinks otherwise. `,
  ]);
}

const FOLLOW_UPS = [
  'shorter please',
  'ok and for {x}?',
  'why',
  'give me another one',
  'That is not what I meant, I meant {x}.',
  'Can you put it in a table',
  'and if the {t} {s}?',
  'what about {x}',
  'Thanks! One more: {x}',
  'Say it to {w} instead.',
  'no, for {p}',
  'continue',
  'Are you sure about the {t}?',
  'more detail on {x} please',
  '{n} of them, not {m}',
];

/** What people say after the first answer. */
export function followUp(rng: Random): string {
  const fills: Record<string, string> = {
    x: rng.pick(SUBJECTS.en),
    t: rng.pick(THINGS),
    s: rng.pick(STATES),
    w: rng.pick(NAMES),
    p: rng.pick(PLACES),
    n: String(2 + rng.int(20)),
    m: String(2 + rng.int(20)),
  };
  return rng.pick(FOLLOW_UPS).replace(/\{([a-z])\}/g, (_, key: string) => fills[key] ?? '');
}

/**
 * A text from a limited stock as one person would have put it: other numbers, a sentence more or less, something about
 * oneself. Without this a few hundred texts would make unrelated people look like one template.
 */
export function personal(text: string, language: Language, rng: Random): string {
  let own = rng.chance(0.5)
    ? text.replace(/\b\d{1,4}\b/g, (digits) =>
        String(Math.max(1, Math.round(Number(digits) * rng.between(0.5, 1.7)))),
      )
    : text;
  const sentences: readonly string[] = own.split(/(?<=[.!?。？！])\s+/);
  const dropped = sentences[rng.int(sentences.length)];
  if (sentences.length > 3 && dropped && rng.chance(0.5)) own = own.replace(dropped, () => '');
  const western = language !== 'zh' && language !== 'ja';
  if (rng.chance(0.75))
    own = `${western ? aside(rng) : `${rng.pick(LEADS[language])}${rng.pick(SUBJECTS[language])}。`}${own}`;
  if (rng.chance(0.6))
    own = `${own} ${rng.chance(0.5) ? rng.pick(TAILS[language]).trim() : western ? aside(rng).trim() : rng.pick(SUBJECTS[language])}`;
  return own;
}
