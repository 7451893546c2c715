import type { z } from 'zod';
import { apiRoute } from '@/lib/api/route';
import type { presenceInput } from '@/lib/model/console/presence';
import { beat } from '@/lib/services/presence/beat';

export const POST = apiRoute(async ({ actor, json }) =>
  beat((await json()) as z.input<typeof presenceInput>, { actor }),
);
