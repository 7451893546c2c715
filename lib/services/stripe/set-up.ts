import { z } from 'zod';
import { seal } from '@/lib/enforce/seal';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { conflict } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { SEAL_OWNER } from './endpoint';

/** The key of a customer's metadata that names the account, unless another was set. */
export const ACCOUNT_KEY = 'account_id';

export const stripeSetUp = z
  .object({ account_key: z.string(), version: z.number().int() })
  .meta({ id: 'StripeSetUp' });

/**
 * Sets up what Stripe sends to, or changes it: the signing secret of the endpoint, kept sealed, and the key of the metadata that names the account.
 * `version` is the one that was looked at, 0 before there is one. RetortError `invalid` without a secret where there is none, `conflict`.
 */
export const setUpStripe = defineVerb({
  name: 'stripe.set_up',
  right: 'setting.manage',
  fresh: true,
  input: z.object({
    secret: z
      .string()
      .regex(/^[\x21-\x7e]{16,200}$/)
      .optional()
      .meta({ description: 'The signing secret of the endpoint (whsec_…); left out: the one that is kept.' }),
    account_key: z
      .string()
      .regex(/^[\w.-]{1,40}$/)
      .default(ACCOUNT_KEY)
      .meta({ description: "The key of a customer's metadata that holds the id of the account." }),
    version: z.number().int().min(0).max(2_147_483_647),
  }),
  async run({ secret, account_key, version }, { tx, actor, now, audit }) {
    const before = await tx.query<{ account_key: string; version: number }>(
      'SELECT account_key, version FROM stripe_endpoint FOR UPDATE',
    );
    const stands = before.rows[0];
    if (!stands && secret === undefined)
      throw new RetortError('invalid', 'secret: the signing secret of the endpoint is needed.', {
        issues: [{ path: 'secret', message: 'The signing secret of the endpoint is needed.' }],
      });
    const by = describeActor(actor).name;
    const sealed = secret === undefined ? null : seal(secret, SEAL_OWNER);
    const { rowCount } =
      !stands && version === 0
        ? await tx.query(
            `INSERT INTO stripe_endpoint (secret, account_key, changed_by, changed_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
            [sealed, account_key, by, now],
          )
        : await tx.query(
            `UPDATE stripe_endpoint SET secret = coalesce($1, secret), account_key = $2, changed_by = $3, changed_at = $4, version = version + 1
              WHERE version = $5`,
            [sealed, account_key, by, now, version],
          );
    if (!rowCount)
      throw await conflict(tx, {
        entity: 'stripe_endpoint',
        id: 'stripe',
        version: stands?.version ?? 0,
        now,
      });
    audit({
      entity: 'stripe_endpoint',
      entityId: 'stripe',
      before: stands ? { ...stands } : null,
      after: { account_key, version: version + 1, secret: secret === undefined ? 'kept' : 'set' },
    });
    return { account_key, version: version + 1 };
  },
});
