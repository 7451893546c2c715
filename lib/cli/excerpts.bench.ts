import { getPool } from '@/lib/db/pool';
import type { Bench } from './bench';
import { storage } from './bench/storage';
import { pipeWorld } from './bench/world';

/** What an exchange takes on disk when masked excerpts of prompts are kept, as they are by default; on the world of the small size. */
const excerptsBench: Bench = async (note) => {
  await pipeWorld('small', 'excerpt');
  const { rows } = await getPool().query<{ exchanges: number; text: number }>(
    `SELECT count(*)::float8 AS exchanges, sum(octet_length(excerpt))::float8 AS text FROM exchange`,
  );
  const { exchanges = 0, text = 0 } = rows[0] ?? {};
  const { exchange, all } = await storage();
  note(`${exchanges} exchanges`);
  const bytes = (name: string, total: number, beside?: number) => ({
    name,
    value: total / exchanges,
    unit: 'bytes',
    beside,
    lessIsBetter: true,
  });
  return [
    bytes('an exchange with its indexes and its excerpt', exchange, text / exchanges),
    bytes('… with rollups, accounts and all else', all),
  ];
};

export default excerptsBench;
