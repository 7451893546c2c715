import { createHash } from 'node:crypto';
import type { CaseAccount, CaseIndicator, CaseScaffold } from '@/lib/export/case/model';
import { SCAFFOLD_EXTENSION, SCAFFOLD_TYPE } from './extensions';
import { observableId } from './ids';
import type { StixObject } from './object';
import { addressType } from './patterns';

/** What the user-account objects of STIX say accounts of ours are. */
export const ACCOUNT_TYPE = 'llm-api-account';

const observable = (
  type: string,
  contributing: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): StixObject => ({
  type,
  spec_version: '2.1',
  id: observableId(type, contributing),
  ...contributing,
  ...rest,
});

/** `user_id` is what the case has for it: the provider's own id, or a keyed hash. */
export function accountObservable({ id, status, created_at }: CaseAccount): StixObject {
  return observable(
    'user-account',
    { account_type: ACCOUNT_TYPE, user_id: id },
    {
      is_disabled: status !== 'active',
      ...(created_at === null ? {} : { account_created: new Date(created_at).toISOString() }),
    },
  );
}

/** An indicator as a thing seen, where STIX has a word for it: addresses, networks and domains. */
export function indicatorObservable({ kind, value, keyed }: CaseIndicator): StixObject | null {
  if (keyed) return null;
  switch (kind) {
    case 'address_block':
    case 'signup_block': {
      const type = addressType(value);
      return type && observable(type, { value });
    }
    case 'asn':
    case 'signup_asn':
      return /^\d{1,10}$/.test(value) ? observable('autonomous-system', { number: Number(value) }) : null;
    case 'email_domain':
      return observable('domain-name', { value });
    default:
      return null;
  }
}

export function scaffoldHash({ skeleton }: CaseScaffold): string {
  return createHash('sha256').update(skeleton, 'utf8').digest('hex');
}

export function scaffoldObservable(scaffold: CaseScaffold): StixObject {
  const { skeleton, anchors, capability } = scaffold;
  return observable(
    SCAFFOLD_TYPE,
    { sha256: scaffoldHash(scaffold) },
    {
      skeleton,
      ...(anchors.length > 0 ? { anchors } : {}),
      capability,
      extensions: { [SCAFFOLD_EXTENSION]: { extension_type: 'new-sco' } },
    },
  );
}
