import { verbRoute } from '@/lib/api/route';
import { changeSetting } from '@/lib/services/setting/change';

export const PUT = verbRoute(changeSetting);
