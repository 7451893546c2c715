import { setTimeout as delay } from 'node:timers/promises';
import { Line } from '@/lib/enforce/line';
import { targetPolicy } from '@/lib/enforce/target';
import type { Actor } from '@/lib/model/access';

export const WORKER: Actor = { kind: 'system', name: 'Retort (worker)' };

/** What delivery takes from the world; replaced in tests. */
export interface DeliveryWorld {
  now: () => Date;
  /** 0 to 1. */
  random: () => number;
  wait: (ms: number) => Promise<void>;
  open: () => Pick<Line, 'send' | 'close'>;
}

export const REAL_WORLD: DeliveryWorld = {
  now: () => new Date(),
  random: Math.random,
  wait: (ms) => delay(ms),
  open: () => new Line({ policy: targetPolicy() }),
};
