import { apiRoute } from '@/lib/api/route';
import { fileAnswer } from '@/lib/export/lines';
import { exportAudit } from '@/lib/services/audit/export';

const TYPES = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const;

export const GET = apiRoute(async ({ actor, search }) => {
  const { format, pieces } = await exportAudit(search as never, { actor });
  return fileAnswer(pieces, `retort-audit.${format}`, TYPES[format]);
});
