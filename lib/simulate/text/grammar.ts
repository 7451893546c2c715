import type { Random } from '@/lib/simulate/random';

const WHO = [
  'the clerk',
  'my neighbour',
  'a retired pilot',
  'the new trainee',
  'our supplier',
  'the town council',
  'a beekeeper',
  'the night nurse',
  'two cousins',
  'the bank',
  'a furniture maker',
  'the orchestra',
  'our landlord',
  'a geologist',
  'the school board',
  'her editor',
  'the ferry company',
  'a volunteer',
  'the archive',
  'their coach',
  'the brewery',
  'a midwife',
  'the referee',
  'an old friend',
  'the insurance',
  'a translator',
  'the gardeners',
  'our accountant',
  'the harbour master',
  'a jury',
  'the choir',
  'his grandfather',
  'the laboratory',
  'a locksmith',
  'the publisher',
] as const;
const DID = [
  'sold',
  'repaired',
  'postponed',
  'described',
  'lost',
  'measured',
  'borrowed',
  'refused',
  'painted',
  'copied',
  'returned',
  'compared',
  'announced',
  'forgot',
  'doubled',
  'inspected',
  'cancelled',
  'praised',
  'moved',
  'divided',
  'counted',
  'hid',
  'restored',
  'questioned',
  'improved',
  'ordered',
  'misread',
  'defended',
  'planned',
  'recorded',
] as const;
const HOW = [
  'rusty',
  'unusually large',
  'second',
  'wooden',
  'expensive',
  'forgotten',
  'annual',
  'half-finished',
  'blue',
  'foreign',
  'small',
  'heavy',
  'official',
  'strange',
  'temporary',
  'ancient',
  'public',
  'broken',
  'narrow',
  'handwritten',
  'northern',
  'private',
  'empty',
  'cheap',
  'famous',
  'noisy',
  'missing',
  'electric',
  'early',
  'double',
] as const;
const WHAT = [
  'bridge',
  'contract',
  'violin',
  'harvest',
  'map',
  'engine',
  'recipe',
  'letter',
  'greenhouse',
  'ticket',
  'museum',
  'bicycle',
  'lecture',
  'well',
  'statue',
  'schedule',
  'orchard',
  'invoice',
  'boat',
  'experiment',
  'kitchen',
  'novel',
  'tunnel',
  'clock',
  'survey',
  'roof',
  'festival',
  'mirror',
  'committee',
  'microscope',
  'wardrobe',
  'lighthouse',
  'vote',
  'parcel',
  'theory',
  'garden',
  'railway',
  'prize',
  'telescope',
  'budget',
  'wall',
  'herd',
  'portrait',
  'satellite',
] as const;
const WHERE = [
  'in the old quarter',
  'near the river',
  'behind the station',
  'on the second floor',
  'outside the capital',
  'at the border',
  'in a village of {n} people',
  'under the bridge',
  'at the market',
  'by the sea',
  'in the mountains',
  'across the road',
  'in room {n}',
  'at kilometre {n}',
  'on the island',
  'in the basement',
] as const;
const WHEN = [
  'in {y}',
  'last winter',
  'after {n} days',
  'every Tuesday',
  'before the storm',
  'during the strike',
  'at dawn',
  'within {n} minutes',
  'since {y}',
  'on the {n}th of May',
  'for the third time',
  'twice a year',
  'without notice',
  'long before {y}',
  'while nobody watched',
  'as soon as it rained',
] as const;
const WHY = [
  'because the price had risen by {n} percent',
  'although nobody had asked',
  'so that {n} others could follow',
  'since the {w} was closed',
  'unless the {w} arrived in time',
  'which surprised everyone',
  'as the rules of {y} demand',
  'and {n} people complained',
  'but the {w} stayed where it was',
  'to pay for a {h} {w}',
  'hoping that the {w} would last',
  'against the advice of {p}',
  'together with {p}',
  'instead of the {h} {w}',
] as const;

function slots(text: string, rng: Random): string {
  return text.replace(/\{([nywhp])\}/g, (_, key: string) =>
    key === 'n'
      ? String(2 + rng.int(98))
      : key === 'y'
        ? String(1650 + rng.int(370))
        : key === 'w'
          ? rng.pick(WHAT)
          : key === 'h'
            ? rng.pick(HOW)
            : rng.pick(WHO),
  );
}

/** A made-up sentence; two of them are hardly ever the same. */
export function sentence(rng: Random): string {
  const who = rng.pick(WHO);
  const object = `the ${rng.chance(0.6) ? `${rng.pick(HOW)} ` : ''}${rng.pick(WHAT)}`;
  const place = rng.chance(0.5) ? ` ${rng.pick(WHERE)}` : '';
  const reason = rng.chance(0.5) ? `, ${rng.pick(WHY)}` : '';
  const time = rng.pick(WHEN);
  const body = rng.pick([
    `${time}, ${who} ${rng.pick(DID)} ${object}${place}${reason}.`,
    `${who} ${rng.pick(DID)} ${object} ${time}${place}${reason}.`,
    `${object}${place} was ${rng.pick(HOW)} and ${rng.pick(HOW)}${reason}.`,
    `${who} says that ${rng.pick(WHO)} ${rng.pick(DID)} ${object} ${time}${reason}.`,
    `it was ${who} who ${rng.pick(DID)} ${object}${place} ${time}.`,
    `${time} there were ${2 + rng.int(400)} ${rng.pick(WHAT)}s${place}${reason}.`,
  ]);
  const text = slots(body, rng);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A few sentences in a row. */
export function passage(rng: Random, sentences: number): string {
  return Array.from({ length: sentences }, () => sentence(rng)).join(' ');
}

const REQUESTS = [
  'Summarise this in {n} words',
  'Who is responsible for the {w} according to this?',
  'Write a headline about the {h} {w}',
  'Turn it into a letter to {p}',
  'What would {p} say about it?',
  'Correct the grammar and keep my style',
  'Give me {n} questions a reader may have',
  'Is it plausible that the {w} mattered here?',
  'Make a timeline from {y} on',
  'Explain to a child what happened to the {w}',
  'Which facts about the {w} are missing',
  'Shorten, but keep the part on {p}',
  'Compare it with the {h} {w} of {y}',
  'List the people and what they did',
  'rewrite as a poem about a {h} {w}',
  'Find the contradiction between the {w} and {p}',
  'How would you title this for {p}?',
  'Continue the story until {y}',
  'what happens next with the {w}?',
  'Rate the style and tell me what bores you about the {w}',
] as const;

/** Something a person may want of a text. */
export function request(rng: Random): string {
  return slots(rng.pick(REQUESTS), rng) + rng.pick(['', '.', '?', ' please', '. Thanks']);
}

const INSTRUCTIONS = [
  'Write a paragraph about a {h} {w} and {p}.',
  'Describe how {p} would build a {w} with {n} euros.',
  'Explain the difference between a {w} and a {h} {w}.',
  'Name {n} uses of a {w}.',
  'Create a short story in which {p} finds a {h} {w} in {y}.',
  'Give advice to {p} about the {w}.',
  'Classify these words: {w}, {h}, {p}.',
  'Convert {n} miles to kilometres and relate it to a {w}.',
  'Suggest a name for a {h} {w} run by {p}.',
  'Edit the sentence so that {p} is the subject.',
  'What are the arguments for and against a {w} in {y}?',
  'Compose a dialogue between {p} and {p} about the {w}.',
  'Predict what happens if the {w} is {h}.',
  'Find a metaphor for a {h} {w}.',
  'Generate a slogan for {p}.',
  'Outline a lesson of {n} minutes on the {w}.',
] as const;

/** A bare instruction, as they are generated for training. */
export function instruction(rng: Random): string {
  return slots(rng.pick(INSTRUCTIONS), rng);
}
