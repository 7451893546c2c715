import { apiRoute } from '@/lib/api/route';
import { fileAnswer } from '@/lib/export/lines';
import { batchReceipt } from '@/lib/services/batch/receipt';

export const GET = apiRoute(async ({ actor, params, search }) => {
  const input = { ...search, ...params } as Parameters<typeof batchReceipt>[0];
  const { pieces, name, type } = await batchReceipt(input, { actor });
  return fileAnswer(pieces, name, type);
});
