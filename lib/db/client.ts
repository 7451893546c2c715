import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client';
import { getPool } from './pool';

const HELD = Symbol.for('retort.prisma');
const held = globalThis as { [HELD]?: { pool: pg.Pool; client: PrismaClient } };

/** The one Prisma client of this process, on the same connections as getPool(). */
export function getPrisma(): PrismaClient {
  const pool = getPool();
  if (held[HELD]?.pool !== pool)
    held[HELD] = { pool, client: new PrismaClient({ adapter: new PrismaPg(pool) }) };
  return held[HELD].client;
}
