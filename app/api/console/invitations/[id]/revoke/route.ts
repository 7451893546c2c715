import { verbRoute } from '@/lib/api/route';
import { revokeInvitation } from '@/lib/services/invitation/revoke';

export const POST = verbRoute(revokeInvitation);
