import { getPool } from '@/lib/db/pool';

/** Bytes on disk: exchanges with their indexes, those indexes alone, and everything in the database. */
export interface Storage {
  readonly exchange: number;
  readonly indexes: number;
  readonly all: number;
}

export async function storage(): Promise<Storage> {
  const { rows } = await getPool().query<Storage>(
    `SELECT sum(pg_total_relation_size(relid))::float8 AS exchange, sum(pg_indexes_size(relid))::float8 AS indexes,
            pg_database_size(current_database())::float8 AS "all"
       FROM pg_partition_tree('exchange') WHERE isleaf`,
  );
  if (!rows[0]) throw new Error('There is no table of exchanges.');
  return rows[0];
}
