import { apiRoute } from '@/lib/api/route';
import { accountPortrait } from '@/lib/services/account/portrait';

export const GET = apiRoute(async ({ actor, params }) => accountPortrait({ id: params.id ?? '' }, { actor }));
