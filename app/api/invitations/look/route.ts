import { invitedRoute } from '@/lib/api/invited-route';
import { lookAtInvitation } from '@/lib/services/invitation/look';

export const POST = invitedRoute(lookAtInvitation);
