import type { PeerRow } from '@/lib/model/console/sharing';
import type { SharedTlp } from '@/lib/model/share-words';

/** What a marking lets whoever reads it do with it (TLP 2.0, FIRST). */
export const TLP_WORDS: Record<SharedTlp, string> = {
  'TLP:CLEAR': 'Everybody may be told.',
  'TLP:GREEN': 'The community of those who defend against the same may be told.',
  'TLP:AMBER': 'Their organization and its clients, as far as they need it.',
  'TLP:AMBER+STRICT': 'Their organization only, as far as it needs it.',
};

export const PEER_STATUS: Record<PeerRow['status'], string> = {
  active: 'may read',
  disabled: 'disabled',
  expired: 'key expired',
  revoked: 'key revoked',
};
