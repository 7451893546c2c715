import type { Random } from '@/lib/simulate/random';
import * as banks from './banks';

const TRADES = [
  ['the service desk of a bicycle maker', 'customer questions'],
  ['a property manager', 'messages from tenants'],
  ['a travel agency', 'itineraries'],
  ['a dental practice', 'appointment requests'],
  ['a language school', 'homework'],
  ['a podcast publisher', 'episode notes'],
  ['a recruiting firm', 'applications'],
  ['a seed catalogue', 'product texts'],
  ['a law office', 'letters'],
  ['a logistics firm', 'delivery notes'],
  ['a newspaper archive', 'old articles'],
  ['a tax adviser', 'receipts'],
  ['a museum', 'visitor questions'],
  ['a game studio', 'bug reports'],
] as const;

const TONES = [
  'Be brief and friendly.',
  'Answer formally.',
  'Never promise dates.',
  'Use the language of the customer.',
  'Quote the paragraph you rely on.',
  'Do not mention prices.',
  'Two sentences at most.',
  'If unsure, hand over to a person.',
] as const;

/** What a small firm's product tells the model, and the shape of the texts it sends: one of its own for each firm. */
export function firmProduct(
  name: string,
  rng: Random,
): { system: string; turn: (payload: string) => string } {
  const [trade, material] = rng.pick(TRADES);
  const tones = [rng.pick(TONES), rng.pick(TONES)].join(' ');
  const system = rng.pick([
    `You work for ${name}, ${trade}. You handle ${material}. ${tones}`,
    `${name} assistant. Task: ${material} of ${trade}. ${tones} Reference ${rng.hex(4)}.`,
    `# ${name}\nRole: help ${trade} with ${material}.\n- ${tones}\n- Topic of the month: ${rng.pick(banks.SUBJECTS.en)}`,
  ]);
  const marker = rng.hex(3);
  const turn = rng.pick([
    (p: string) => p,
    (p: string) => `${p}\n\n-- sent from the ${name} form (${marker})`,
    (p: string) =>
      `Item for ${name}:\n${p}\nReturn JSON with keys ${['kind', 'summary', 'urgency', marker].join(', ')}.`,
    (p: string) => `${rng.pick(['Summarise', 'Answer', 'Shorten', 'Tag'])} this for ${trade}:\n${p}`,
  ]);
  return { system, turn };
}
