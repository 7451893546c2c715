import { otlpRoute } from '@/lib/api/otlp';

export const POST = otlpRoute;
