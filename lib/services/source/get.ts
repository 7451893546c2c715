import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { SourceMapping } from '@/lib/model/console/source';
import { readSource } from '@/lib/services/inbox/source';
import { defineQuery } from '@/lib/services/verb';

/** How one source is mapped: the mapping that somebody saved, else that of the format. */
export const getSource = defineQuery({
  name: 'source.get',
  right: 'read',
  input: z.object({ name: z.string().min(1).max(64) }),
  async run({ name }): Promise<SourceMapping> {
    const { format, profile } = await readSource(name);
    const { rows } = await getPool().query<{
      version: number;
      changed_by: string | null;
      changed_at: Date | null;
    }>('SELECT version, changed_by, changed_at FROM source WHERE name = $1', [name]);
    const [saved] = rows;
    return {
      name,
      title: name === format.name ? format.title : name,
      format: format.name,
      mappable: format.profile !== null,
      built_in: name === format.name,
      profile: profile ?? format.profile,
      saved: profile !== undefined,
      version: saved?.version ?? 1,
      changed_by: saved?.changed_by ?? null,
      changed_at: saved?.changed_at?.toISOString() ?? null,
    };
  },
});
