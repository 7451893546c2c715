import type { Actor } from '@/lib/model/access';
import { INNOCENT_WORDS, type InnocentSign } from '@/lib/model/batch-moves';
import { RetortError } from '@/lib/model/errors';
import type { Action } from '@/lib/model/verdict';
import { describeActor } from '@/lib/services/audit/append';
import { milderReason } from '@/lib/services/batch/approval';
import { orderedAlone } from '@/lib/services/batch/choose';
import { membershipSql, signsSql } from '@/lib/services/batch/innocence';
import { readSetting } from '@/lib/services/setting/read';
import type { VerbWork } from '@/lib/services/verb';

/** What says no more than that nothing was found: whoever bans one account has looked at that one. */
const WEAK: readonly InnocentSign[] = ['no_campaign', 'old'];

interface Standing {
  /** What speaks for the account's innocence. */
  signs: readonly InnocentSign[];
  /** The strongest step that detection advises; null when it is in no campaign. */
  advised: Action | null;
  /** Accounts that the same person or key has banned or batched alone within a day. */
  alone: number;
  threshold: number;
}

/** Why one person alone may not ban this account by itself, as a sentence; null when they may. Pure. */
export function aloneRefusal({ signs, advised, alone, threshold }: Standing): string | null {
  const strong = signs.filter((sign) => !WEAK.includes(sign));
  const why: string[] = [];
  if (strong.length > 0)
    why.push(`This account looks innocent: ${strong.map((sign) => INNOCENT_WORDS[sign]).join(' ')}`);
  if (advised !== null && advised !== 'suspend') why.push(milderReason(advised, 'this account'));
  if (alone + 1 > threshold)
    why.push(
      `With those of the last 24 hours it would be ${(alone + 1).toLocaleString('en-US')} accounts; more than ${threshold.toLocaleString('en-US')} need a second person.`,
    );
  return why.length > 0 ? `${why.join(' ')} Ask for a batch with it, which a second person approves.` : null;
}

/**
 * Holds bans of single accounts to the rule of batches, so that many small steps do not lead where one large step may not.
 * RetortError `precondition`.
 */
export async function requireAlone({ key }: { key: bigint }, { tx, actor, now }: VerbWork): Promise<void> {
  if (actor.kind === 'system') return;
  const { id } = describeActor(actor as Actor);
  // Of two that one person sends at once the second counts the first, as of two batches.
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`batches of ${id}`]);
  const { rows } = await tx.query<{ signs: InnocentSign[]; advised: Action | null }>(
    `SELECT ${signsSql('$2')} AS signs, m.advised FROM account a ${membershipSql('NULL')} WHERE a.key = $1`,
    [key, now],
  );
  const refusal = aloneRefusal({
    signs: rows[0]?.signs ?? [],
    advised: rows[0]?.advised ?? null,
    alone: await orderedAlone(tx, { id, batch: null }, now),
    threshold: await readSetting(tx, 'approval.threshold'),
  });
  if (refusal !== null) throw new RetortError('precondition', refusal, { second_person: true });
}
