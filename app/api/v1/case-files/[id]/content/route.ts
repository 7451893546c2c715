import { apiRoute } from '@/lib/api/route';
import { bytesAnswer } from '@/lib/export/lines';
import { downloadCase } from '@/lib/services/case/download';

export const GET = apiRoute(async ({ actor, params }) => {
  const { pieces, ...file } = await downloadCase(params as never, { actor });
  return bytesAnswer(pieces, file);
});
