import { selfRoute } from '@/lib/api/route';
import { aboutMe } from '@/lib/services/user/me';

export const GET = selfRoute(({ actor }) => aboutMe({}, { actor }));
