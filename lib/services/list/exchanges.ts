import { capabilityAt } from '@/lib/model/capability';
import { entityId } from '@/lib/model/decision';
import { PATHWAYS } from '@/lib/model/words';
import { EXCHANGE_WHERE, exchangeFilter, exchangeParams } from '@/lib/services/account/exchanges';
import { requireAccount } from '@/lib/services/account/row';
import { defineList } from './source';

const filter = exchangeFilter.extend({ account_id: entityId });

interface Row {
  account_id: string;
  id: string;
  occurred_at: Date;
  capability: number;
  score: number;
  model: string;
  pathway: number | null;
  excerpt: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cached_tokens: number | null;
  status: number | null;
  refused: boolean;
  latency_ms: number | null;
}

/** Of prompts only the excerpt that the page shows: what is behind it is revealed one by one. */
export const EXCHANGES = defineList<typeof filter, Row>({
  list: 'exchanges',
  title: 'The exchanges of an account',
  right: 'read',
  filter,
  about: ({ account_id }) => ({ entity: 'account', id: account_id }),
  columns: [
    { name: 'account_id', type: 'text', value: (e) => e.account_id },
    { name: 'id', type: 'text', value: (e) => e.id },
    { name: 'occurred_at', type: 'time', value: (e) => e.occurred_at },
    { name: 'capability', type: 'text', value: (e) => capabilityAt(e.capability) },
    { name: 'score', type: 'number', value: (e) => Math.min(1, e.score / 1_000) },
    { name: 'model', type: 'text', value: (e) => e.model },
    { name: 'excerpt', type: 'text', value: (e) => e.excerpt },
    { name: 'input_tokens', type: 'integer', value: (e) => e.input_tokens },
    { name: 'output_tokens', type: 'integer', value: (e) => e.output_tokens },
    { name: 'cached_tokens', type: 'integer', shown: false, value: (e) => e.cached_tokens },
    { name: 'status', type: 'integer', value: (e) => e.status },
    { name: 'refused', type: 'boolean', value: (e) => e.refused },
    { name: 'latency_ms', type: 'integer', value: (e) => e.latency_ms },
    {
      name: 'pathway',
      type: 'text',
      shown: false,
      value: (e) => (e.pathway === null ? null : PATHWAYS[e.pathway]),
    },
  ],
  async query({ filter: { account_id, ...narrowing } }) {
    const { key } = await requireAccount(account_id);
    return {
      params: exchangeParams(key, narrowing),
      from: `FROM exchange e WHERE ${EXCHANGE_WHERE}`,
      reads: [
        `SELECT e.id, e.occurred_at, e.capability, e.score, coalesce(m.name, 'unknown') AS model,
                e.pathway, e.excerpt, e.input_tokens, e.output_tokens, e.cached_tokens, e.status, e.refused, e.latency_ms
           FROM exchange e LEFT JOIN model m ON m.key = e.model_key
          WHERE ${EXCHANGE_WHERE} ORDER BY e.occurred_at DESC, e.id DESC`,
      ],
      rows: async (raw: Row[]) => {
        for (const row of raw) row.account_id = account_id;
        return raw;
      },
    };
  },
});
