import type { Tlp } from '@/lib/model/case-words';
import { TLP_MARKINGS } from '@/lib/model/case-words';
import { indicatorKey } from '@/lib/model/hash';
import { type Alternative, matchable } from './alternatives';
import type { Atom } from './atoms';
import { closesCircle } from './circles';
import {
  type Fields,
  flagOf,
  idOf,
  idsOf,
  ObjectFault,
  requiredTime,
  timeOf,
  typeOf,
  wordsOf,
} from './fields';
import { type Envelope, readEnvelope, show } from './json';
import { LIMITS, type Limits, type Refusal, Refused } from './limits';
import type { Received, ReceivedContext, ReceivedIndicator, ReceivedSighting } from './received';
import { PatternError } from './tokens';
import { SCAFFOLD_TYPE, TLP_BY_ID, TLP_EXTENSION } from './vocabulary';

const DAY = 86_400_000;
/** Clocks differ; more than this ahead is no clock. */
const AHEAD = DAY;
/** Nothing is believed for longer than this after it was last changed. */
const LONGEST = 366 * DAY;
const EARLIEST = Date.parse('2000-01-01T00:00:00Z');
const NAME_LENGTH = 200;
const NOTE_LENGTH = 1_000;
/** What is made of a marking that nobody explains: told no further than this house. */
const STRICT: Tlp = 'TLP:AMBER+STRICT';
/** The most that STIX lets a sighting count. */
const MOST_SEEN = 999_999_999;
const NAMED = new Set(['identity', 'campaign', 'intrusion-set', 'threat-actor']);
const READ = new Set(['indicator', 'sighting', 'relationship', ...NAMED]);

export interface ReadOptions {
  /** The clock, milliseconds since 1970. */
  now: number;
  /** A page of a collection: what it refers to may come on another one. */
  partial: boolean;
  limits?: Limits;
}

/** What was read, or why nothing of it is taken. */
export type ReadResult = { ok: Received } | { refused: Refusal };

/** What a collection answers beside its objects. */
export interface Page {
  more: boolean;
  next: string | null;
}

/**
 * Reads a STIX 2.1 bundle, or a page of a TAXII 2.1 collection, which differ in their envelope only. Pure. What is too large, no JSON or no
 * STIX is refused whole, with the object it stands in; a fault of one object costs that object. Of several versions of an
 * object in it the newest is taken. Nothing that was shared is run.
 */
export function readStix(bytes: Uint8Array, options: ReadOptions): ReadResult & { page?: Page } {
  const limits = options.limits ?? LIMITS;
  try {
    const envelope = readEnvelope(bytes, limits);
    checkHead(envelope, options.partial);
    return { ok: new Bundle(envelope, options, limits).received(), page: pageOf(envelope) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal };
    throw error;
  }
}

function checkHead({ head, objects }: Envelope, partial: boolean): void {
  const no = (message: string) => new Refused({ code: 'no_stix', object: null, message });
  if (partial) {
    if (head.more !== undefined && typeof head.more !== 'boolean')
      throw no('more is neither true nor false.');
    if (head.next !== undefined && typeof head.next !== 'string') throw no('next is not a text.');
    return;
  }
  if (head.type !== 'bundle') throw no('It is not a STIX bundle: its type is not "bundle".');
  if (head.spec_version !== undefined && head.spec_version !== '2.1')
    throw no('It is a STIX bundle of another version than 2.1.');
  if (objects.length === 0) throw no('The bundle has no objects.');
}

function pageOf({ head }: Envelope): Page {
  return { more: head.more === true, next: typeof head.next === 'string' ? head.next : null };
}

class Bundle {
  private readonly rejects: Refusal[] = [];
  /** The newest version of each object, with its fields. */
  private readonly newest = new Map<string, { fields: Fields; type: string; modified: number }>();
  private readonly markings = new Map<string, Tlp | null>(TLP_BY_ID);
  private readonly scaffolds = new Map<string, string[]>();

  constructor(
    private readonly envelope: Envelope,
    private readonly options: ReadOptions,
    private readonly limits: Limits,
  ) {}

  received(): Received {
    const { objects, spoiled } = this.envelope;
    objects.forEach((object, place) => {
      const fault = spoiled.get(place);
      if (fault) this.rejects.push(fault);
      else this.attempt(nameOf(object, place), () => this.sort(object));
    });
    const circles = this.withoutCircles();
    const indicators: ReceivedIndicator[] = [];
    const sightings: ReceivedSighting[] = [];
    const context: ReceivedContext[] = [];
    for (const [id, { fields, type, modified }] of this.newest) {
      this.attempt(id, () => {
        if (type === 'indicator') indicators.push(this.indicator(id, fields, modified));
        else if (type === 'sighting') sightings.push(this.sighting(id, fields, modified));
        else if (type === 'relationship') {
          if (circles.has(id)) throw new ObjectFault('circle', 'It closes a circle of relationships.');
          const one = this.relationship(id, fields, modified);
          if (one) context.push(one);
        } else if (NAMED.has(type))
          context.push({
            id,
            type,
            modified,
            revoked: flagOf(fields, 'revoked'),
            name: wordsOf(fields, 'name', NAME_LENGTH),
            source: null,
            target: null,
          });
      });
    }
    const used = indicators.length + sightings.length + context.length + this.rejects.length;
    return {
      indicators,
      sightings,
      context,
      objects: objects.length,
      unused: Math.max(0, objects.length - used),
      rejects: this.rejects,
    };
  }

  private attempt(object: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ObjectFault)) throw error;
      this.rejects.push({ code: error.code, object: show(object), message: error.message });
    }
  }

  /** Checks what all objects have, and keeps the newest version of each. */
  private sort(object: unknown): void {
    if (typeof object !== 'object' || object === null || Array.isArray(object))
      throw new ObjectFault('type', 'It is not an object.');
    const fields = object as Fields;
    const type = typeOf(fields);
    const id = fields.id as string;
    if (fields.spec_version !== undefined && fields.spec_version !== '2.1')
      throw new ObjectFault('version', 'It is of another version of STIX than 2.1.');
    if (type === 'marking-definition') this.markings.set(id, TLP_BY_ID.get(id) ?? markingOf(fields));
    if (type === SCAFFOLD_TYPE) this.scaffold(fields);
    if (!READ.has(type)) return;
    if (fields.spec_version === undefined)
      throw new ObjectFault('version', 'It does not say that it is of STIX 2.1.');
    const created = requiredTime(fields, 'created');
    const modified = requiredTime(fields, 'modified');
    if (created < EARLIEST) throw new ObjectFault('time', 'created lies before 2000.');
    if (modified < created) throw new ObjectFault('time', 'modified lies before created.');
    if (modified > this.options.now + AHEAD) throw new ObjectFault('future', 'modified lies in the future.');
    const known = this.newest.get(id);
    if (known && known.modified === modified && JSON.stringify(known.fields) !== JSON.stringify(fields))
      throw new ObjectFault('version', 'The same version of it stands here with another content.');
    if (!known || known.modified < modified) this.newest.set(id, { fields, type, modified });
  }

  /** The keys by which the texts of a scaffold are recognized, by the hash of the whole. */
  private scaffold(fields: Fields): void {
    const { sha256, anchors } = fields;
    if (typeof sha256 !== 'string' || !Array.isArray(anchors)) return;
    this.scaffolds.set(
      sha256.toLowerCase(),
      anchors
        .filter((one): one is string => typeof one === 'string' && /^[0-9a-f]{16}$/i.test(one))
        .slice(0, 64),
    );
  }

  private indicator(id: string, fields: Fields, modified: number): ReceivedIndicator {
    const { pattern, pattern_type, confidence } = fields;
    if (typeof pattern !== 'string') throw new ObjectFault('missing', 'pattern is missing.');
    if (typeof pattern_type !== 'string') throw new ObjectFault('missing', 'pattern_type is missing.');
    if (pattern.length > this.limits.pattern)
      throw new ObjectFault('too_long', `Its pattern is longer than ${this.limits.pattern} characters.`);
    if (
      confidence !== undefined &&
      !(Number.isInteger(confidence) && (confidence as number) >= 0 && (confidence as number) <= 100)
    )
      throw new ObjectFault('confidence', 'confidence is not a whole number from 0 to 100.');
    const validFrom = requiredTime(fields, 'valid_from');
    const until = timeOf(fields, 'valid_until');
    if (validFrom < EARLIEST) throw new ObjectFault('time', 'valid_from lies before 2000.');
    if (validFrom > this.options.now + LONGEST)
      throw new ObjectFault('future', 'valid_from lies in the far future.');
    if (until !== null && until <= validFrom)
      throw new ObjectFault('time', 'valid_until is not later than valid_from.');
    const longest = Math.max(modified, validFrom) + LONGEST;
    const types = Array.isArray(fields.indicator_types) ? fields.indicator_types : [];
    const { alternatives, unmatched } = this.patternOf(pattern, pattern_type, types.includes('benign'));
    return {
      id,
      created: requiredTime(fields, 'created'),
      modified,
      revoked: flagOf(fields, 'revoked'),
      name: wordsOf(fields, 'name', NAME_LENGTH),
      note: wordsOf(fields, 'description', NOTE_LENGTH),
      pattern: wordsOf(fields, 'pattern', this.limits.pattern) ?? '',
      confidence: confidence === undefined ? null : (confidence as number) / 100,
      validFrom,
      validUntil: Math.min(until ?? longest, longest),
      tlp: this.tlpOf(fields),
      createdBy: idOf(fields, 'created_by_ref', 'identity'),
      alternatives,
      unmatched,
    };
  }

  private patternOf(
    pattern: string,
    language: string,
    benign: boolean,
  ): { alternatives: Alternative[]; unmatched: string | null } {
    if (language !== 'stix')
      return {
        alternatives: [],
        unmatched: `its pattern is written in ${show(language)}, not in that of STIX`,
      };
    if (benign) return { alternatives: [], unmatched: 'it says that what it describes is benign' };
    try {
      const { alternatives, unmatched } = matchable(pattern, this.limits);
      return {
        alternatives: alternatives.flatMap((one) => this.withAnchors(one)),
        unmatched: unmatched.length === 0 ? null : unmatched.slice(0, 5).join('; ').slice(0, 600),
      };
    } catch (error) {
      if (error instanceof PatternError) throw new ObjectFault('pattern', `${error.message}.`);
      throw error;
    }
  }

  /** A scaffold named by its hash is also looked for by the anchors that came along. */
  private withAnchors(alternative: Alternative): Alternative[] {
    const [only] = alternative;
    if (alternative.length !== 1 || only?.kind !== 'scaffold') return [alternative];
    const anchors = this.scaffolds.get(only.value) ?? [];
    const atom = (anchor: string): Atom => ({
      kind: 'prompt_anchor',
      value: anchor.toLowerCase(),
      keys: [indicatorKey('prompt_anchor', anchor.toLowerCase())],
      network: null,
      approximate: false,
    });
    return [alternative, ...anchors.map((anchor) => [atom(anchor)])];
  }

  /** The strictest of its markings. One that nobody explains counts as strict. */
  private tlpOf(fields: Fields): Tlp {
    const ids = idsOf(fields, 'object_marking_refs', 'marking-definition');
    if (ids.length === 0) return 'TLP:AMBER';
    const known = ids.map((id) => (this.markings.has(id) ? this.markings.get(id) : STRICT));
    const levels = known.filter((one): one is Tlp => one !== null && one !== undefined);
    if (levels.length === 0) return 'TLP:AMBER';
    return levels.reduce((a, b) => (TLP_MARKINGS.indexOf(b) > TLP_MARKINGS.indexOf(a) ? b : a));
  }

  /** That an object was seen; of what it refers to nothing has to be in the bundle, since it is often the reader's own. */
  private sighting(id: string, fields: Fields, modified: number): ReceivedSighting {
    const of = idOf(fields, 'sighting_of_ref');
    if (!of) throw new ObjectFault('missing', 'It does not say what was seen.');
    const { count } = fields;
    if (
      count !== undefined &&
      !(Number.isInteger(count) && (count as number) >= 0 && (count as number) <= MOST_SEEN)
    )
      throw new ObjectFault('count', `count is not a whole number from 0 to ${MOST_SEEN}.`);
    const firstSeen = timeOf(fields, 'first_seen');
    const lastSeen = timeOf(fields, 'last_seen');
    if (firstSeen !== null && lastSeen !== null && lastSeen < firstSeen)
      throw new ObjectFault('time', 'last_seen lies before first_seen.');
    const where = idsOf(fields, 'where_sighted_refs');
    return {
      id,
      modified,
      revoked: flagOf(fields, 'revoked'),
      of,
      createdBy: idOf(fields, 'created_by_ref', 'identity') ?? where[0] ?? null,
      firstSeen,
      lastSeen,
      count: count === undefined ? null : (count as number),
      note: wordsOf(fields, 'description', NOTE_LENGTH),
      tlp: this.tlpOf(fields),
    };
  }

  private relationship(id: string, fields: Fields, modified: number): ReceivedContext | null {
    const source = idOf(fields, 'source_ref');
    const target = idOf(fields, 'target_ref');
    if (!source || !target) throw new ObjectFault('missing', 'It does not say between what it stands.');
    if (source === target) throw new ObjectFault('circle', 'It leads from an object to itself.');
    if (!this.options.partial)
      for (const end of [source, target])
        if (!this.has(end)) throw new ObjectFault('unresolved', `${end} is not in the bundle.`);
    if (fields.relationship_type !== 'indicates' || !source.startsWith('indicator--')) return null;
    return {
      id,
      type: 'relationship',
      modified,
      revoked: flagOf(fields, 'revoked'),
      name: null,
      source,
      target,
    };
  }

  private ids: ReadonlySet<unknown> | null = null;
  private has(id: string): boolean {
    this.ids ??= new Set(this.envelope.objects.map((object) => (object as Fields | null)?.id));
    return this.ids.has(id);
  }

  private withoutCircles(): ReadonlySet<string> {
    const edges: { id: string; from: string; to: string }[] = [];
    for (const [id, { fields, type }] of this.newest) {
      const { source_ref, target_ref } = fields;
      if (type === 'relationship' && typeof source_ref === 'string' && typeof target_ref === 'string')
        edges.push({ id, from: source_ref, to: target_ref });
    }
    return closesCircle(edges);
  }
}

/** What a marking says by TLP 2.0; null for one that says something else, such as a statement. */
function markingOf(fields: Fields): Tlp | null {
  const extensions = fields.extensions as Record<string, { tlp_2_0?: unknown } | undefined> | undefined;
  const level = extensions?.[TLP_EXTENSION]?.tlp_2_0;
  if (typeof level === 'string')
    return TLP_MARKINGS.find((one) => one === `TLP:${level.toUpperCase()}`) ?? STRICT;
  return null;
}

function nameOf(object: unknown, place: number): string {
  const id = (object as Fields | null)?.id;
  return typeof id === 'string' && id !== '' ? id : `object ${place + 1}`;
}
