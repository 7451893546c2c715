import type { ExportList } from '@/lib/model/list-export';
import { ACCOUNTS } from './accounts';
import { ALERTS } from './alerts';
import { AUDIT } from './audit';
import { BATCH_ACCOUNTS } from './batch-accounts';
import { CAMPAIGNS } from './campaigns';
import { EXCHANGES } from './exchanges';
import { INDICATORS } from './indicators';
import { MEMBERS } from './members';
import type { ListSource } from './source';

/** Every list that can be exported. */
export const LISTS: Record<ExportList, ListSource> = {
  accounts: ACCOUNTS,
  exchanges: EXCHANGES,
  alerts: ALERTS,
  campaigns: CAMPAIGNS,
  members: MEMBERS,
  'batch-accounts': BATCH_ACCOUNTS,
  indicators: INDICATORS,
  audit: AUDIT,
};
