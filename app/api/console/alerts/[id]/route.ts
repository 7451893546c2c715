import { apiRoute } from '@/lib/api/route';
import { reviewAlert } from '@/lib/services/alert/review';

export const GET = apiRoute(async ({ actor, params }) => reviewAlert({ id: params.id ?? '' }, { actor }));
