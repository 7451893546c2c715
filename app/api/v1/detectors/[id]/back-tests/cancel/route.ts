import { verbRoute } from '@/lib/api/route';
import { cancelBacktest } from '@/lib/services/detector/cancel-backtest';

export const POST = verbRoute(cancelBacktest);
