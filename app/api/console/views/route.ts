import { queryRoute, verbRoute } from '@/lib/api/route';
import { listViews } from '@/lib/services/view/list';
import { saveView } from '@/lib/services/view/save';

export const GET = queryRoute(listViews);
export const POST = verbRoute(saveView);
