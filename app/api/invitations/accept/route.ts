import { invitedRoute } from '@/lib/api/invited-route';
import { acceptInvitation } from '@/lib/services/invitation/accept';

export const POST = invitedRoute(acceptInvitation);
