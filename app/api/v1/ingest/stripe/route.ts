import { publicRoute } from '@/lib/api/route';
import { receiveStripe } from '@/lib/services/stripe/receive';

// Whoever sends shows by the signature who they are.
export const POST = publicRoute(({ request }) => receiveStripe(request));
