import { verbRoute } from '@/lib/api/route';
import { renewBackupCodes } from '@/lib/services/user/renew-backup-codes';

export const POST = verbRoute(renewBackupCodes);
