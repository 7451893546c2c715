import { type RedactionLevel, TLP_MARKINGS, type Tlp } from './case-words';
import type { CampaignStatus } from './verdict';

// The words of sharing as closed lists, apart from schemas, so that the browser can have them without those.

/** The collections that peers read, widest circle first: one for each marking but TLP:RED, which is for single people and no peer. */
export const COLLECTIONS = ['clear', 'green', 'amber', 'amber-strict'] as const;
export type Collection = (typeof COLLECTIONS)[number];

export const COLLECTION_TLP = {
  clear: 'TLP:CLEAR',
  green: 'TLP:GREEN',
  amber: 'TLP:AMBER',
  'amber-strict': 'TLP:AMBER+STRICT',
} as const satisfies Record<Collection, Tlp>;

/** Markings that a campaign can be shared at, and that a peer can be cleared for. */
export const SHARED_TLP = COLLECTIONS.map((collection) => COLLECTION_TLP[collection]) as [
  SharedTlp,
  ...SharedTlp[],
];
export type SharedTlp = (typeof COLLECTION_TLP)[Collection];

/** The collection of a marking; null for TLP:RED, and for what is none. */
export function collectionOf(tlp: string): Collection | null {
  return COLLECTIONS.find((collection) => COLLECTION_TLP[collection] === tlp) ?? null;
}

/** The collections that whoever is cleared for a marking may read: its own and every wider one. */
export function readableAt(clearance: Tlp): Collection[] {
  const most = TLP_MARKINGS.indexOf(clearance);
  return COLLECTIONS.filter((collection) => TLP_MARKINGS.indexOf(COLLECTION_TLP[collection]) <= most);
}

export const SHARE_STATUSES = ['publishing', 'published', 'withdrawing', 'withdrawn', 'failed'] as const;
export type ShareStatus = (typeof SHARE_STATUSES)[number];

/** Campaigns that somebody looked at and confirmed: nothing else is shared, and what stops being one of them is taken back. */
export const SHAREABLE = ['confirmed', 'contained'] as const;

/** The levels at which a campaign is shared: what names customers goes to nobody outside. */
export const CASE_SHARE_LEVELS = ['partner', 'public'] as const satisfies readonly RedactionLevel[];
export type ShareLevel = (typeof CASE_SHARE_LEVELS)[number];

/** The level that suits a marking unless another one is chosen: everybody may read what is clear, and many what is green. */
export const LEVEL_OF_TLP: Record<SharedTlp, ShareLevel> = {
  'TLP:CLEAR': 'public',
  'TLP:GREEN': 'public',
  'TLP:AMBER': 'partner',
  'TLP:AMBER+STRICT': 'partner',
};

/** Why a campaign of a status cannot be shared, or null. */
export function shareRefusal(status: CampaignStatus): string | null {
  return (SHAREABLE as readonly string[]).includes(status)
    ? null
    : `Only a campaign that was confirmed is shared; this one is ${status}.`;
}

/** Whether what was shared of a campaign still stands. One that faded does; one that became part of another is told of there. */
export function shareStands(status: CampaignStatus, mergedInto: string | null): boolean {
  return shareRefusal(status) === null || (status === 'closed' && mergedInto === null);
}

/** What others told of something that a campaign rests on, and how far that may be handed on. */
export interface Told {
  source: string;
  tlp: Tlp;
}

/** What was told to the narrowest circle, or null when nothing was told. */
export function narrowest(told: readonly Told[]): Told | null {
  return told.reduce<Told | null>(
    (most, one) => (most === null || isWider(most.tlp, one.tlp) ? one : most),
    null,
  );
}

/**
 * Why something that rests on what was told may not go out at a marking, or null: whoever hands it on hands on what they were told,
 * and no further than they were asked to (TLP 2.0).
 */
export function tooWide(told: Told | null, tlp: Tlp): string | null {
  if (told === null || !isWider(tlp, told.tlp)) return null;
  const what = `It rests on what ${told.source} told at ${told.tlp}, which may not go out at ${tlp}.`;
  return `${what} ${
    told.tlp === 'TLP:RED'
      ? 'That was told to single people: it goes into a case file marked TLP:RED, and to no peer.'
      : `Choose ${told.tlp}${told.tlp === 'TLP:CLEAR' ? '' : ' or a narrower marking'}.`
  }`;
}

/** A marking, or the one under which the narrowest was told where that is narrower. */
export function noWiderThan(told: Told | null, tlp: Tlp): Tlp {
  return told !== null && isWider(tlp, told.tlp) ? told.tlp : tlp;
}

function isWider(one: Tlp, than: Tlp): boolean {
  return TLP_MARKINGS.indexOf(one) < TLP_MARKINGS.indexOf(than);
}
