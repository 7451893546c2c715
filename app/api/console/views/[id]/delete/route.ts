import { verbRoute } from '@/lib/api/route';
import { deleteView } from '@/lib/services/view/delete';

export const POST = verbRoute(deleteView);
