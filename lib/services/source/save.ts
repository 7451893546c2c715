import { z } from 'zod';
import { FORMATS, sourceOf } from '@/lib/ingest/sources/index';
import { RetortError } from '@/lib/model/errors';
import { type Profile, REQUIRED_TARGETS } from '@/lib/model/mapping';
import { profile as profileSchema } from '@/lib/model/mapping-schema';
import { describeActor } from '@/lib/services/audit/append';
import { conflict } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';

/** As addresses and keys name it. */
export const sourceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'small letters, digits, - and _ only');
/** Largest mapping, as JSON. */
const MOST_BYTES = 128 * 1024;
/** Names that routes beside the sources have. */
const TAKEN = ['case', 'stix', 'new'];

/**
 * Saves the mapping of a source, for what comes from then on: of a built-in one instead of its own (null gives that back), or of one that is
 * added under a new name and follows a built-in one. RetortError `conflict` when somebody changed it meanwhile or the name is taken, `precondition`
 * for a source without mapping, `invalid` where a required field has no place to come from.
 */
export const saveSource = defineVerb({
  name: 'source.save',
  right: 'source.manage',
  input: z.object({
    name: sourceName,
    format: z.string().max(64).meta({ description: 'The built-in source whose envelope it has.' }),
    profile: profileSchema.nullable(),
    version: z
      .number()
      .int()
      .min(0)
      .meta({ description: 'As it was seen; 0 for a source that is to be added.' }),
  }),
  async run({ name, format: formatName, profile, version: seen }, { tx, now, actor, audit }) {
    const format = sourceOf(formatName);
    const builtIn = FORMATS.includes(name);
    if (TAKEN.includes(name) || (builtIn && name !== format.name))
      throw new RetortError('invalid', 'name: this name has a meaning of its own.');
    if (format.profile === null)
      throw new RetortError(
        'precondition',
        'Records of this source need no mapping: they are taken as they are.',
      );
    if (profile) check(profile);
    else if (!builtIn) throw new RetortError('invalid', 'profile: a source that was added needs one.');
    const { rows } = await tx.query<{
      version: number;
      format: string;
      profile: Profile | null;
      changed_at: Date | null;
    }>('SELECT version, format, profile, changed_at FROM source WHERE name = $1 FOR UPDATE', [name]);
    const before = rows[0] ?? null;
    const stands = before?.version ?? (builtIn ? 1 : 0);
    if (stands !== seen) throw await conflict(tx, { entity: 'source', id: name, version: stands, now });
    const version = stands + 1;
    const { name: by } = describeActor(actor);
    const { rowCount } = await tx.query(
      `INSERT INTO source AS s (name, format, profile, version, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (name) DO UPDATE SET format = excluded.format, profile = excluded.profile, version = excluded.version,
         changed_by = excluded.changed_by, changed_at = excluded.changed_at WHERE s.version = $7`,
      [name, format.name, profile && JSON.stringify(profile), version, by, now, Math.max(1, seen)],
    );
    if (!rowCount) throw await conflict(tx, { entity: 'source', id: name, version: seen + 1, now });
    audit({
      entity: 'source',
      entityId: name,
      before: before && { format: before.format, profile: before.profile, version: before.version },
      after: { format: format.name, profile, version },
    });
    return { name, version };
  },
});

function check(profile: Profile): void {
  if (JSON.stringify(profile).length > MOST_BYTES)
    throw new RetortError('invalid', 'profile: this is too long for a mapping.');
  const missing = REQUIRED_TARGETS.filter(
    (target) => !profile.fields[target]?.some(({ paths }) => paths.length > 0),
  );
  if (missing.length > 0)
    throw new RetortError(
      'invalid',
      `profile: ${missing.join(', ')} cannot be left out, and the mapping names no place for it.`,
      {
        missing,
      },
    );
}
