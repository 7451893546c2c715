import { z } from 'zod';
import { entityId, storableText } from '@/lib/model/decision';
import { pageOf } from '@/lib/model/page';

/** What narrows the audit log. All that is given must hold; several verbs are any of them. */
export const auditFilter = z.object({
  actor: storableText.max(200).optional(),
  verb: z.union([storableText.max(100), z.array(storableText.max(100)).max(100)]).optional(),
  entity: storableText.max(50).optional(),
  entity_id: entityId.optional(),
  /** From this moment on, and before this one. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});

const state = z.record(z.string(), z.unknown()).nullable();

/** An entry as it stands in the log. */
const auditEntryStored = z.object({
  seq: z.string(),
  at: z.iso.datetime(),
  actor_kind: z.string(),
  actor_id: z.string(),
  actor_name: z.string(),
  verb: z.string(),
  entity: z.string(),
  entity_id: z.string(),
  before: state,
  after: state,
  request_id: z
    .string()
    .nullable()
    .meta({ description: 'The X-Request-Id of the request, or the job, in which it was done.' }),
});

export const auditEntryOut = auditEntryStored.extend({
  named: z.record(z.string(), z.object({ name: z.string(), email: z.string().nullable() })).meta({
    description: 'By id: what the thing, the people and the campaigns of the entry were called then.',
  }),
});

/** One entry with its place in the chain. */
export const auditEntryWhole = auditEntryOut.extend({ prev_hash: z.string(), hash: z.string() });

export const auditFacets = z.object({
  actors: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string() })),
  verbs: z.array(z.string()),
  entities: z.array(z.string()),
});

export const FAULT_KINDS = ['edited', 'rewritten', 'deleted', 'cut_off', 'added', 'no_head'] as const;

/** One place where the log is not as it was written. */
export const chainFault = z.object({
  kind: z.enum(FAULT_KINDS),
  seq: z.string().meta({ description: 'The entry that is wrong, or the last one before what is missing.' }),
  says: z.string().meta({ description: 'What is wrong, as a sentence that names the entry.' }),
});

/** One stretch of the chain, checked. */
export const chainChecked = z.object({
  checked: z.number().int(),
  next_cursor: z.string().nullable().meta({ description: 'Where to go on; null at the end of the log.' }),
  faults: z.array(chainFault).meta({ description: 'The first 50 places of this stretch that do not fit.' }),
  more_faults: z.number().int(),
  seq: z.string().meta({ description: 'The last entry checked.' }),
  head: z.string().meta({
    description: 'Its hash: kept elsewhere, it shows later that the log was not written anew up to there.',
  }),
});

/** What the last check of the whole log by the worker found; null when there was none yet. */
export const chainState = z.object({
  /** The number of the last entry, which no log has fewer entries than. */
  last_seq: z.string(),
  check: z
    .object({
      at: z.iso.datetime(),
      checked: z.number().int(),
      faults: z.array(chainFault),
      more_faults: z.number().int(),
    })
    .nullable(),
});

export const auditPage = pageOf(auditEntryOut);

export type AuditFilter = z.output<typeof auditFilter>;
export type AuditEntry = z.infer<typeof auditEntryOut>;
/** An entry with its hashes and nothing that is looked up beside it. */
export type AuditEntryStored = Omit<z.infer<typeof auditEntryWhole>, 'named'>;
export type AuditEntryWhole = z.infer<typeof auditEntryWhole>;
export type AuditPage = z.infer<typeof auditPage>;
export type AuditFacets = z.infer<typeof auditFacets>;
export type ChainFault = z.infer<typeof chainFault>;
export type ChainChecked = z.infer<typeof chainChecked>;
export type ChainState = z.infer<typeof chainState>;
