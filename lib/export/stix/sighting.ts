import { ATLAS_DATE } from '@/lib/export/techniques';
import type { Tlp } from '@/lib/model/case-words';
import { ownId } from './ids';
import { tlpId, tlpMarking } from './markings';
import type { StixObject } from './object';
import { indicatorObservable } from './observables';

/** What is told of an indicator that somebody shared and that was seen here: numbers and days, and no account. */
export interface Seen {
  organization: string;
  /** The indicator's own id. */
  indicator: string;
  tlp: Tlp;
  accounts: number;
  first: Date;
  last: Date;
  note: string | null;
  /** When the indicator came: since when it could be seen. */
  received: Date;
  now: Date;
  /** What was seen, where STIX has a word for it. */
  values: readonly { kind: 'address_block' | 'asn' | 'email_domain'; value: string }[];
}

/** The most that `count` may be. */
const MOST = 999_999_999;

/**
 * A sighting as STIX 2.1, with who says it and, where there is an observable for what was seen, observed data that count it. The same
 * indicator has the same sighting however often it is told: later ones are versions of it. Times are whole days, since the
 * moment at which somebody came would tell who it was.
 */
export function sightingObjects(seen: Seen): StixObject[] {
  const { organization, indicator, tlp, accounts, note, now, values } = seen;
  const created_by_ref = ownId('identity', organization);
  const marked = { object_marking_refs: [tlpId(tlp)] };
  const days = { first: dayOf(seen.first, 0), last: dayOf(seen.last, 1) };
  const count = Math.min(Math.max(1, accounts), MOST);
  const own = (type: string): StixObject => ({
    type,
    spec_version: '2.1',
    id: ownId(type, organization, 'sighting', indicator, tlp),
    created_by_ref,
    created: seen.received.toISOString(),
    modified: now.toISOString(),
    ...marked,
  });
  const things = values.flatMap(({ kind, value }) => {
    const thing = indicatorObservable({ ...EMPTY, kind, value });
    return thing ? [{ ...thing, ...marked }] : [];
  });
  const data: StixObject[] =
    things.length === 0
      ? []
      : [
          ...things,
          {
            ...own('observed-data'),
            first_observed: days.first,
            last_observed: days.last,
            number_observed: count,
            object_refs: [...new Set(things.map(({ id }) => id))],
          },
        ];
  const sighting: StixObject = {
    ...own('sighting'),
    description: `${accounts.toLocaleString('en-US')} accounts match it here.${note ? ` ${note}` : ''}`,
    first_seen: days.first,
    last_seen: days.last,
    count,
    sighting_of_ref: indicator,
    where_sighted_refs: [created_by_ref],
    ...(data.length > 0 ? { observed_data_refs: [data.at(-1)?.id] } : {}),
    summary: false,
  };
  return [
    ...[...new Set([tlp, 'TLP:CLEAR'] as const)].map(tlpMarking),
    {
      type: 'identity',
      spec_version: '2.1',
      id: created_by_ref,
      created_by_ref,
      created: ATLAS_DATE,
      modified: ATLAS_DATE,
      name: organization,
      identity_class: 'organization',
      sectors: ['technology'],
      object_marking_refs: [tlpId('TLP:CLEAR')],
    },
    ...data,
    sighting,
  ];
}

/** What an indicator of a case has besides its kind and value. */
const EMPTY = {
  keyed: false,
  key: null,
  accounts: 0,
  outside: 0,
  log_odds: 0,
  hub: false,
  first_seen: null,
  last_seen: null,
};

const DAY = 86_400_000;
/** The beginning of the day that holds a moment, or of a day after it. */
function dayOf(at: Date, later: number): string {
  return new Date(Math.floor(at.getTime() / DAY + later) * DAY).toISOString();
}
