import { queryRoute, verbRoute } from '@/lib/api/route';
import { getStripe } from '@/lib/services/stripe/get';
import { setUpStripe } from '@/lib/services/stripe/set-up';

export const GET = queryRoute(getStripe);

export const PUT = verbRoute(setUpStripe);
