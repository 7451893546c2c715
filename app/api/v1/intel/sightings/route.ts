import { verbRoute } from '@/lib/api/route';
import { sightIndicator } from '@/lib/services/indicator/sight';

export const POST = verbRoute(sightIndicator, 201);
