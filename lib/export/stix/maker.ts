import type { CaseFile } from '@/lib/export/case/model';
import { ATLAS_DATE } from '@/lib/export/techniques';
import { ownId } from './ids';
import { tlpId } from './markings';
import type { StixObject } from './object';

/** What no longer stands once a campaign is dismissed. What was said about it stays. */
const REVOKED_WITH_CASE = new Set(['campaign', 'indicator', 'infrastructure', 'relationship', 'report']);

/** A time with milliseconds, as STIX wants it for what is versioned. */
export const moment = (time: string) => new Date(time).toISOString();
const later = (a: string, b: string) => (a > b ? a : b);

/**
 * Makes the objects of one case. Objects that say the same in every case (`general`) have fixed times and are TLP:CLEAR; those of
 * the case have the time of its detection as `created`, its cutoff as `modified`, and its marking. Level and marking are part
 * of their ids: what is told to one circle and what is told to another are two objects, and not two contents of one version.
 */
export class Maker {
  readonly created: string;
  readonly modified: string;
  readonly producer: StixObject;
  private readonly objects = new Map<string, StixObject>();
  private readonly scope: string[];
  private readonly marking: string[];

  constructor(private readonly file: CaseFile) {
    const { campaign, cutoff, producer, redaction, tlp } = file;
    this.created = moment(campaign.detected_at);
    this.modified = later(moment(cutoff), this.created);
    this.marking = [tlpId(tlp)];
    this.scope = [producer.organization, campaign.id, redaction, tlp];
    const id = ownId('identity', producer.organization);
    this.producer = this.general('identity', [producer.organization], {
      created_by_ref: id,
      name: producer.organization,
      identity_class: 'organization',
      sectors: ['technology'],
    });
  }

  /** What does not depend on the case. `parts` make its id. */
  general(type: string, parts: string[], properties: Record<string, unknown>): StixObject {
    return this.add({
      type,
      spec_version: '2.1',
      id:
        type === 'identity' ? ownId(type, ...parts) : ownId(type, this.file.producer.organization, ...parts),
      created: ATLAS_DATE,
      modified: ATLAS_DATE,
      created_by_ref: this.producer?.id,
      object_marking_refs: [tlpId('TLP:CLEAR')],
      ...properties,
    });
  }

  /** What belongs to the case. `created` is that of the case unless the properties have another one. */
  own(type: string, parts: string[], properties: Record<string, unknown>): StixObject {
    return this.add({
      type,
      spec_version: '2.1',
      id: ownId(type, ...this.scope, ...parts),
      created_by_ref: this.producer.id,
      created: this.created,
      modified: this.modified,
      ...(this.file.campaign.status === 'dismissed' && REVOKED_WITH_CASE.has(type) ? { revoked: true } : {}),
      object_marking_refs: this.marking,
      ...properties,
    });
  }

  relationship(from: StixObject, how: string, to: StixObject, description?: string): StixObject {
    return this.own('relationship', [from.id, how, to.id], {
      relationship_type: how,
      source_ref: from.id,
      target_ref: to.id,
      ...(description ? { description } : {}),
    });
  }

  observable(object: StixObject): StixObject {
    return this.add({ ...object, object_marking_refs: this.marking });
  }

  /** The same object is in a bundle once. */
  add(object: StixObject): StixObject {
    const known = this.objects.get(object.id);
    if (known) return known;
    this.objects.set(object.id, object);
    return object;
  }

  /** Everything made so far, in order. */
  all(): StixObject[] {
    return [...this.objects.values()];
  }

  /** The id of the bundle: another one for every state of the case. */
  bundleId(): string {
    return ownId('bundle', ...this.scope, this.modified);
  }
}
