import type { Scene } from '@/lib/detect/group';
import { apart, unevenUse, untied } from './apart';
import { type Finding, number, percent, type Signal, span } from './signal';
import { takenIntoUse } from './woken-together';

/**
 * Accounts that send alike and have nothing else in common: no more cards, devices, keys or addresses shared than other
 * customers share. In full where they were made over weeks and are used as unevenly as people use things: unrelated users of one
 * program look like this. For less where they were made within days or are used alike, as people are who take one course, and only
 * where the records would have shown what they share; an operation that hides all of that looks so, too.
 * Base rate: the share of others with such a tie to anybody, in the same data. Silent where payments are mostly unknown.
 */
export const noOtherTies: Signal = {
  name: 'no-other-ties',
  about: 'coordination',
  theme: 'public',
  evaluate(scene) {
    return unrelated(scene) ?? unseen(scene);
  },
};

function unrelated(scene: Scene): Finding | null {
  const { group, others } = scene;
  const found = apart(scene);
  if (!found) return null;
  const uneven = unevenUse(scene);
  if (uneven === null) return null;
  // Whoever was taken into use with all the others is tied to them.
  const stands = 1 - takenIntoUse(scene);
  if (stands < 0.2) return null;
  const { tied, tiedOthers, payments, spread } = found;
  return {
    logOdds: -1.5 * stands,
    untied: stands > 0.5,
    explains: { themes: ['content', 'program'], share: 0.5 * stands },
    summary: `Beyond what they send, little ties these accounts: ${number(tied)} of ${number(group.members.length)} share a card, a device, a key or an address with another of them, they were made over ${span(spread)} (the middle half), and they differ in use as people do.`,
    baseline: `Of ${number(others.length)} other accounts, ${number(tiedOthers)} (${percent(tiedOthers / Math.max(1, others.length))}) share such a thing with somebody; unrelated users of one program look like this.`,
    details: {
      tied,
      members: group.members.length,
      payments_known: payments,
      others_tied: tiedOthers,
      others_total: others.length,
      interquartile_days: spread / 86_400_000,
      spread: uneven,
    },
  };
}

function unseen(scene: Scene): Finding | null {
  const { group, others } = scene;
  const found = untied(scene);
  if (!found) return null;
  const { tied, tiedOthers, payments, networks, mail, logOdds } = found;
  const size = group.members.length;
  return {
    logOdds,
    untied: true,
    explains: { themes: ['content', 'program'], share: 0.3 },
    summary: `Beyond what they send and when they came, little ties these accounts: ${number(tied)} of ${number(size)} share a card, a device, a key or an address with another of them, though payments of ${number(payments)}, networks of ${number(networks)} and mail domains of ${number(mail)} are known.`,
    baseline: `Of ${number(others.length)} other accounts, ${number(tiedOthers)} (${percent(tiedOthers / Math.max(1, others.length))}) share such a thing with somebody. People who follow the same instructions look like this; of operations, those do that hide all of it, so it counts for less than where accounts were made over weeks.`,
    details: {
      tied,
      members: size,
      payments_known: payments,
      networks_known: networks,
      mail_known: mail,
      others_tied: tiedOthers,
      others_total: others.length,
    },
  };
}
