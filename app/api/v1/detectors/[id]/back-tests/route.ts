import { verbRoute } from '@/lib/api/route';
import { requestBacktest } from '@/lib/services/detector/request-backtest';

export const POST = verbRoute(requestBacktest, 202);
