import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { SCOPES, type Scope } from '@/lib/model/access';
import { cursorText, cursorTime, pageFrom, pageInput, readCursor } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

/** An API key as it is shown: never its secret, nor the hash of it. */
export const apiKeyOut = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().meta({ description: 'The first characters of the secret.' }),
  scopes: z.array(z.enum(SCOPES)),
  created_by: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  last_used_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
});

type ApiKeyOut = z.infer<typeof apiKeyOut>;

interface Row {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  created_by: string;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

/** Every API key, newest first, revoked ones too. */
export const listKeys = defineQuery({
  name: 'key.list',
  right: 'key.manage',
  input: pageInput,
  async run({ limit, cursor }) {
    const [at, id] = readCursor(cursor, [cursorTime, cursorText]);
    const { rows } = await getPool().query<Row>(
      `SELECT id, name, prefix, scopes, created_by, created_at, expires_at, last_used_at, revoked_at FROM api_key
        WHERE $1::timestamptz IS NULL OR (created_at, id) < ($1, $2)
        ORDER BY created_at DESC, id DESC LIMIT $3`,
      [at, id, limit + 1],
    );
    return pageFrom(rows, limit, (row) => [row.created_at.toISOString(), row.id], keyOut);
  },
});

function keyOut({ created_at, expires_at, last_used_at, revoked_at, ...key }: Row): ApiKeyOut {
  return {
    ...key,
    created_at: created_at.toISOString(),
    expires_at: expires_at?.toISOString() ?? null,
    last_used_at: last_used_at?.toISOString() ?? null,
    revoked_at: revoked_at?.toISOString() ?? null,
  };
}
