import { verbRoute } from '@/lib/api/route';
import { revokeKey } from '@/lib/services/key/revoke';

export const DELETE = verbRoute(revokeKey);
