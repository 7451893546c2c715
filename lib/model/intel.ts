import { z } from 'zod';
import { TLP_MARKINGS } from './case-words';
import { entityId, storableText } from './decision';
import { DELIVERY_WAYS, INTEL_AUTHS, INTEL_KINDS, INTEL_STATES } from './intel-words';
import { pageOf } from './page';

const time = z.iso.datetime();
const count = z.number().int();

/** Whoever shares with us, as it is shown: never its secret. */
export const intelSource = z
  .object({
    id: z.string(),
    kind: z.enum(INTEL_KINDS),
    name: z.string(),
    url: z.string().nullable().meta({ description: 'taxii: the API root.' }),
    collection: z.string().nullable(),
    auth: z.enum(INTEL_AUTHS),
    username: z.string().nullable(),
    every_minutes: count.nullable(),
    confidence_cap: count.meta({ description: 'In percent: it is believed no more than this.' }),
    created_at: time,
    paused_at: time.nullable(),
    last_polled_at: time.nullable(),
    next_poll_at: time.nullable(),
    failures: count.meta({ description: 'Polls in a row that failed.' }),
    last_error: z.string().nullable(),
    version: count,
  })
  .meta({ id: 'IntelSource' });

/** A source of the list, with what came of it. */
export const intelSourceItem = intelSource.extend({
  indicators: count,
  looked_for: count.meta({ description: 'Those of them that hold and can be looked for.' }),
  hits: count.meta({ description: 'Those of them that accounts here match.' }),
  last_delivery_at: time.nullable(),
});

export const intelReject = z.object({
  code: z.string(),
  object: z.string().nullable().meta({ description: 'Its id, or its place where it has none.' }),
  message: z.string(),
});

/** The receipt of a bundle or a page. */
export const intelDelivery = z
  .object({
    id: z.string(),
    source: z.object({ id: z.string(), name: z.string() }),
    way: z.enum(DELIVERY_WAYS),
    status: z.enum(['waiting', 'done', 'refused']),
    by: z.string(),
    received_at: time,
    finished_at: time.nullable(),
    bytes: count,
    objects: count,
    added: count,
    changed: count,
    withdrawn: count,
    known: count,
    unmatched: count.meta({ description: 'Of those added or changed: kept, but not to be looked for.' }),
    unused: count,
    rejected: count,
    rejects: z.array(intelReject),
    trouble: z.string().nullable().meta({ description: 'Why all of it was refused.' }),
  })
  .meta({ id: 'IntelDelivery' });

export const intelDeliveryPage = pageOf(intelDelivery);

/** An indicator that somebody shared, and what it found here. */
export const intelIndicator = z
  .object({
    id: z.string(),
    source: z.object({ id: z.string(), name: z.string() }),
    name: z.string().nullable(),
    note: z.string().nullable(),
    pattern: z.string(),
    state: z.enum(INTEL_STATES),
    unmatched: z.string().nullable().meta({ description: 'Why it, or a part of it, cannot be looked for.' }),
    confidence: z.number().nullable().meta({ description: '0 to 1, as the source said.' }),
    valid_from: time,
    valid_until: time,
    modified: time,
    received_at: time,
    tlp: z.enum(TLP_MARKINGS),
    issuer: z.string().nullable(),
    campaign: z.string().nullable(),
    hits: count.meta({ description: 'Accounts here that match it.' }),
    sighted_at: time.nullable(),
    sighted_by: z.string().nullable(),
  })
  .meta({ id: 'IntelIndicator' });

export const intelIndicatorPage = pageOf(intelIndicator);

/** What may be asked of the list of received indicators. */
export const intelIndicatorFilter = z.object({
  list: z.enum(['hits', 'all', 'unmatched']).default('hits'),
  source: entityId.optional(),
});

/** An account that matches one. */
export const intelHit = z.object({ account_id: z.string(), shown_at: time, found_at: time });
export const intelHitPage = pageOf(intelHit);

/** The id of a STIX object. */
export const stixId = storableText.min(40).max(300);

export type IntelSource = z.infer<typeof intelSource>;
export type IntelSourceItem = z.infer<typeof intelSourceItem>;
export type IntelDelivery = z.infer<typeof intelDelivery>;
export type IntelDeliveryPage = z.infer<typeof intelDeliveryPage>;
export type IntelIndicator = z.infer<typeof intelIndicator>;
export type IntelIndicatorPage = z.infer<typeof intelIndicatorPage>;
export type IntelHitPage = z.infer<typeof intelHitPage>;
