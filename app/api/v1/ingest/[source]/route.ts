import { sourceRoute } from '@/lib/api/intake';

export const POST = sourceRoute;
