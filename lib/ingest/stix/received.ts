import type { Tlp } from '@/lib/model/case-words';
import type { Alternative } from './alternatives';
import type { Refusal } from './limits';

/** An indicator as another one shared it, checked. Times in milliseconds since 1970. */
export interface ReceivedIndicator {
  id: string;
  created: number;
  modified: number;
  revoked: boolean;
  name: string | null;
  note: string | null;
  pattern: string;
  /** 0 to 1; null when the source says nothing of how sure it is. */
  confidence: number | null;
  validFrom: number;
  /** When it ends: as said, at most a year after it was last changed. */
  validUntil: number;
  tlp: Tlp;
  /** Who made it, by id. */
  createdBy: string | null;
  /** Ways in which an account can match. */
  alternatives: Alternative[];
  /** Why it, or a part of it, cannot be looked for; null when all of it can. */
  unmatched: string | null;
}

/** What is kept of other objects, to say who made an indicator and of which campaign it is. */
export interface ReceivedContext {
  id: string;
  type: string;
  modified: number;
  revoked: boolean;
  name: string | null;
  /** Of a relationship `indicates`: the indicator, and what it indicates. */
  source: string | null;
  target: string | null;
}

/** That something was seen elsewhere, as whoever saw it tells. Times in milliseconds since 1970. */
export interface ReceivedSighting {
  id: string;
  modified: number;
  revoked: boolean;
  /** What was seen, by the id under which it was shared. */
  of: string;
  /** Who tells it, by id. */
  createdBy: string | null;
  firstSeen: number | null;
  lastSeen: number | null;
  /** How often, as far as that is told. */
  count: number | null;
  note: string | null;
  tlp: Tlp;
}

/** What came, and what of it was not taken. */
export interface Received {
  indicators: ReceivedIndicator[];
  sightings: ReceivedSighting[];
  context: ReceivedContext[];
  /** Objects in it, and how many of them say nothing that is of use here. */
  objects: number;
  unused: number;
  rejects: Refusal[];
}

/** Most rejects that are named one by one; their number is always true. */
export const NAMED_REJECTS = 200;
