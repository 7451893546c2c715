import type { AccountRecord, ExchangeRecord, RetortRecord } from '@/lib/model/records';
import { type Random, random } from './random';

/** Fields that a source may lack; what stands in one list is lacking together. */
const OF_ACCOUNTS = [
  ['payment'],
  ['device_id'],
  ['signup_ip', 'signup_asn'],
  ['ja4'],
  ['phone_hash'],
  ['email_domain', 'email_pattern'],
  ['email_hash'],
  ['plan', 'rpm_limit'],
  ['country'],
  ['verified'],
  ['organization', 'declared_use'],
] as const satisfies readonly (readonly (keyof AccountRecord)[])[];

const OF_EXCHANGES = [
  ['session_id'],
  ['ip', 'asn', 'country'],
  ['device_id'],
  ['ja4'],
  ['user_agent'],
  ['api_key_id'],
  ['tools'],
  ['params'],
  ['system'],
  ['modalities'],
  ['reasoning_refs', 'reasoning_issued'],
  ['latency_ms'],
  ['input_tokens', 'output_tokens', 'cached_tokens'],
] as const satisfies readonly (readonly (keyof ExchangeRecord)[])[];

/**
 * Takes fields away from records in place, as sources lack them: how often a field is missing is drawn once for the
 * world (between 0.4 and 1 times `most`), and which accounts lack it is drawn per account, whoever it belongs to.
 */
export function veil(rng: Random, seed: number | string, most: number): (record: RetortRecord) => void {
  const draw = (fields: readonly unknown[]) => fields.map(() => most * rng.between(0.4, 1));
  const accountShares = draw(OF_ACCOUNTS);
  const exchangeShares = draw(OF_EXCHANGES);
  const known = new Map<string, { account: (keyof AccountRecord)[]; exchange: (keyof ExchangeRecord)[] }>();

  const lackOf = (id: string) => {
    let lack = known.get(id);
    if (!lack) {
      const own = random(`${seed}/veil/${id}`);
      lack = {
        account: OF_ACCOUNTS.flatMap((group, i) =>
          own.chance(accountShares[i] as number) ? [...group] : [],
        ),
        exchange: OF_EXCHANGES.flatMap((group, i) =>
          own.chance(exchangeShares[i] as number) ? [...group] : [],
        ),
      };
      known.set(id, lack);
    }
    return lack;
  };

  return (record) => {
    if (record.type === 'account') for (const field of lackOf(record.id).account) delete record[field];
    else if (record.type === 'exchange')
      for (const field of lackOf(record.account_id).exchange) delete record[field];
  };
}
