import { feedRoute } from '@/lib/api/feed';

export const GET = feedRoute;
