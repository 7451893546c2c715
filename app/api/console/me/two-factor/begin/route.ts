import { selfRoute } from '@/lib/api/route';
import { beginTwoFactor } from '@/lib/services/user/begin-two-factor';

export const POST = selfRoute(({ actor }) => beginTwoFactor({}, { actor }));
