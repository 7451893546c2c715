import type { Pool } from 'pg';
import { RetortError } from '@/lib/model/errors';
import { getPool } from './pool';

/**
 * The tables that grow with the traffic, all with account_key in their primary key. Those that grow with accounts,
 * campaigns or decisions stay on the coordinator, where foreign keys, version checks and keyset pages need them.
 */
export const DISTRIBUTED = ['account_hour', 'account_indicator', 'reasoning_block', 'exchange'] as const;

export interface Place {
  host: string;
  port: number;
}

export interface DistributeOptions {
  /** How the workers reach the coordinator; without it the address this connection has there. */
  coordinator?: Place;
  /** Workers to add. Without any worker the coordinator holds the shards itself. */
  workers: readonly Place[];
  /** Shards of each table, which cannot be changed without moving all rows: some per core that will ever hold them. */
  shards: number;
}

export interface Distribution {
  citus: string;
  nodes: { host: string; port: number; holds_shards: boolean }[];
  tables: { name: string; shards: number; moved: boolean }[];
}

/**
 * Spreads the tables that grow with the traffic over a Citus cluster by account_key, co-located, so that everything
 * about one account is on one node. Rows that are there move along; whoever writes meanwhile waits. What is done already is left alone,
 * so it can be run again, also with workers that are new. RetortError `unsupported` when the server has no Citus.
 * Method: https://docs.citusdata.com (create_distributed_table, citus_add_node).
 */
export async function distribute(
  options: DistributeOptions,
  pool: Pool = getPool(),
  onStep: (step: string) => void = () => {},
): Promise<Distribution> {
  const client = await pool.connect();
  try {
    const { rows: offered } = await client.query<{ version: string }>(
      `SELECT default_version AS version FROM pg_available_extensions WHERE name = 'citus'`,
    );
    if (!offered[0])
      throw new RetortError(
        'unsupported',
        'This PostgreSQL has no Citus. DATABASE_URL has to name the coordinator of a Citus cluster.',
      );
    onStep('nodes');
    await client.query('CREATE EXTENSION IF NOT EXISTS citus');
    const { rows: known } = await client.query<Place & { coordinator: boolean }>(
      `SELECT nodename AS host, nodeport AS port, groupid = 0 AS coordinator FROM pg_dist_node`,
    );
    if (!known.some(({ coordinator }) => coordinator)) {
      const { rows } = await client.query<Place>(
        `SELECT coalesce(host(inet_server_addr()), 'localhost') AS host, current_setting('port')::int AS port`,
      );
      const at = options.coordinator ?? rows[0];
      await client.query('SELECT citus_set_coordinator_host($1, $2)', [at?.host, at?.port]);
    }
    for (const { host, port } of options.workers) {
      if (known.some((node) => node.host === host && node.port === port)) continue;
      await client.query('SELECT citus_add_node($1, $2)', [host, port]);
    }
    // A coordinator with workers beside it keeps its cores for itself.
    await client.query(
      `SELECT citus_set_node_property(nodename, nodeport, 'shouldhaveshards', true) FROM pg_dist_node
        WHERE groupid = 0 AND NOT shouldhaveshards AND NOT EXISTS (SELECT 1 FROM pg_dist_node WHERE groupid <> 0)`,
    );
    const { rows: done } = await client.query<{ name: string }>(
      `SELECT logicalrelid::text AS name FROM pg_dist_partition WHERE partmethod = 'h'`,
    );
    const moved = DISTRIBUTED.filter((name) => !done.some((table) => table.name === name));
    for (const name of moved) {
      onStep(name);
      await client.query(
        'SELECT create_distributed_table($1, $2, colocate_with => $3, shard_count => $4)',
        name === DISTRIBUTED[0]
          ? [name, 'account_key', 'none', options.shards]
          : [name, 'account_key', DISTRIBUTED[0], null],
      );
      // What was there before stays behind unseen otherwise, once here and once in the shards.
      await client.query('SELECT truncate_local_data_after_distributing_table($1)', [name]);
    }
    const { rows: nodes } = await client.query<Distribution['nodes'][number]>(
      `SELECT nodename AS host, nodeport AS port, shouldhaveshards AS holds_shards FROM pg_dist_node ORDER BY groupid`,
    );
    const { rows: tables } = await client.query<{ name: string; shards: number }>(
      `SELECT logicalrelid::text AS name, count(*)::int AS shards FROM pg_dist_shard
        WHERE logicalrelid::text = ANY($1) GROUP BY 1 ORDER BY 1`,
      [DISTRIBUTED],
    );
    return {
      citus: offered[0].version,
      nodes,
      tables: tables.map((table) => ({ ...table, moved: moved.some((name) => name === table.name) })),
    };
  } finally {
    client.release();
  }
}

/** `host:port`, an IPv6 address in brackets. RetortError `invalid`. */
export function parsePlace(text: string): Place {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]]+))(?::(\d{1,5}))?$/i.exec(text.trim());
  const port = Number(match?.[3] ?? 5432);
  if (!match || port < 1 || port > 65_535)
    throw new RetortError(
      'invalid',
      `“${text}” is not a node: write host:port, such as worker-1.internal:5432.`,
    );
  return { host: match[1] ?? match[2] ?? '', port };
}
