import { queryRoute, verbRoute } from '@/lib/api/route';
import { createInvitation } from '@/lib/services/invitation/create';
import { listInvitations } from '@/lib/services/invitation/list';

export const GET = queryRoute(listInvitations);
export const POST = verbRoute(createInvitation, 201);
