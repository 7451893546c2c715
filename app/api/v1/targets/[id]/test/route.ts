import { verbRoute } from '@/lib/api/route';
import { testTarget } from '@/lib/services/target/test';

export const POST = verbRoute(testTarget);
