import { z } from 'zod';
import { readPage } from '@/lib/db/read-page';
import { SCOPES, type Scope } from '@/lib/model/access';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

/** An API key as it is shown: never its secret, nor the hash of it. */
export const apiKeyOut = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().meta({ description: 'The first characters of the secret.' }),
  scopes: z.array(z.enum(SCOPES)),
  source: z.string().nullable().meta({ description: 'The only source that it may send as; null: any.' }),
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
  source: string | null;
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
  run: ({ limit, cursor }) =>
    readPage({
      order: [
        { sql: 'created_at', type: 'timestamptz', order: 'desc' },
        { sql: 'id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [],
      sql: (page) =>
        `SELECT id, name, prefix, scopes, source, created_by, created_at, expires_at, last_used_at, revoked_at, ${page.select}
           FROM api_key WHERE ${page.after} ORDER BY ${page.orderBy}`,
      view: keyView,
    }),
});

function keyView(row: Row): ApiKeyOut {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    source: row.source,
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
  };
}
