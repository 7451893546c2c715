import { verbRoute } from '@/lib/api/route';
import { changeTarget } from '@/lib/services/target/change';
import { removeTarget } from '@/lib/services/target/remove';

export const PUT = verbRoute(changeTarget);

export const DELETE = verbRoute(removeTarget);
