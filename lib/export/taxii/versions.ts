import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/export/case/canonical';
import { plainJson } from '@/lib/export/plain-json';
import { uuid5 } from '@/lib/export/stix/ids';
import type { StixObject } from '@/lib/export/stix/object';

/** The newest version of an object in a collection, by the id under which it is made (`base`). */
export interface Head {
  base: string;
  id: string;
  /** How often it was revoked before and said again. */
  generation: number;
  type: string;
  owner: string | null;
  /** ISO, with milliseconds at least. */
  version: string;
  digest: string;
  revoked: boolean;
}

/** A version to add. `version` is null for what has no time of its own: then it is when it was added. */
export interface NewVersion {
  base: string;
  id: string;
  generation: number;
  type: string;
  owner: string | null;
  version: string | null;
  digest: string;
  revoked: boolean;
  /** The object as JSON. */
  object: string;
}

/**
 * What says the same whoever says it: nobody takes it back, since others rest on it. So are observables, which have no `modified`, and
 * the mitigations of a catalogue.
 */
const GENERAL = new Set(['identity', 'attack-pattern', 'extension-definition', 'marking-definition']);
const GENERATIONS = '4a4b5a0a-2f0b-4c0e-8a52-0f8de2b0c1d7';

/** Whether whoever publishes an object can take it back by a revoked version. */
export function isOwned({ type, modified, external_references }: StixObject): boolean {
  if (type === 'course-of-action' && external_references !== undefined) return false;
  return typeof modified === 'string' && !GENERAL.has(type);
}

/** The ids that objects have and refer to: those whose heads {@link newVersions} has to know. */
export function idsIn(objects: readonly StixObject[]): string[] {
  const ids = new Set<string>();
  for (const object of objects) each(object, (text) => ids.add(text));
  return [...ids];
}

/**
 * The versions that objects add to a collection where `heads` are the newest ones. What says the same as before adds none; what says
 * something else is newer than what was there. What was revoked comes back under another id, since the standard has a
 * revoked object stay so (STIX 2.1, section 3.6.2), and whatever refers to it refers to that id. Pure.
 */
export function newVersions(
  objects: readonly StixObject[],
  heads: ReadonlyMap<string, Head>,
  owner: string | null,
): NewVersion[] {
  const alive = (base: string) => {
    const head = heads.get(base);
    if (!head) return { id: base, generation: 0 };
    if (!head.revoked) return { id: head.id, generation: head.generation };
    const generation = head.generation + 1;
    return { id: laterId(base, generation), generation };
  };
  const named = new Set(objects.map(({ id }) => id));
  // What is referred to and not said again stays what it is, revoked or not.
  const rename = (id: string) => (named.has(id) ? alive(id).id : (heads.get(id)?.id ?? id));
  const added: NewVersion[] = [];
  for (const object of objects) {
    const base = object.id;
    const head = heads.get(base);
    // A marking cannot be changed, and it has no version (STIX 2.1, section 7.2.1).
    if (head && object.type === 'marking-definition') continue;
    if (head?.revoked && object.revoked === true) continue;
    const { id, generation } = alive(base);
    const said = mapped(object, rename) as StixObject;
    const digest = digestOf(said);
    const next = head?.id === id ? head : null;
    if (next?.digest === digest) continue;
    const modified = typeof said.modified === 'string' ? after(said.modified, next?.version) : null;
    const whole = modified === null ? said : { ...said, modified };
    added.push({
      base,
      id,
      generation,
      type: object.type,
      owner: isOwned(object) ? owner : null,
      version: modified ?? (typeof said.created === 'string' ? said.created : null),
      digest,
      revoked: said.revoked === true,
      object: plainJson(whole),
    });
  }
  return added;
}

/** The version by which an object is taken back: all that it said, revoked, at `now` or right after what it takes back. Pure. */
export function revokedVersion(head: Head, object: string, now: Date): NewVersion {
  const said = JSON.parse(object) as StixObject;
  const modified = after(now.toISOString(), head.version);
  const whole = { ...said, modified, revoked: true };
  const { base, id, generation, type, owner } = head;
  const digest = digestOf(whole);
  return {
    base,
    id,
    generation,
    type,
    owner,
    version: modified,
    digest,
    revoked: true,
    object: plainJson(whole),
  };
}

/** What an object says, without when it was said. */
function digestOf({ modified: _, ...rest }: StixObject): string {
  return createHash('sha256').update(canonicalJson(rest)).digest('hex');
}

/** A time, or a millisecond after `before` when it is not later than that. */
function after(time: string, before: string | undefined): string {
  if (before === undefined || Date.parse(time) > Date.parse(before)) return time;
  return new Date(Date.parse(before) + 1).toISOString();
}

function laterId(base: string, generation: number): string {
  return `${base.slice(0, base.indexOf('--'))}--${uuid5(GENERATIONS, `${base} ${generation}`)}`;
}

const ID = /^[a-z0-9-]+--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function each(value: unknown, found: (id: string) => void): void {
  if (typeof value === 'string') {
    if (ID.test(value)) found(value);
  } else if (value && typeof value === 'object') for (const field of Object.values(value)) each(field, found);
}

function mapped(value: unknown, rename: (id: string) => string): unknown {
  if (typeof value === 'string') return ID.test(value) ? rename(value) : value;
  if (Array.isArray(value)) return value.map((item) => mapped(item, rename));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, mapped(field, rename)]));
  return value;
}
