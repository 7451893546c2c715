import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import type { IntelDelivery } from '@/lib/model/intel';
import { defineQuery } from '@/lib/services/verb';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryView } from './row';

/** The receipt of one bundle or page. RetortError `not_found`. */
export const getIntelDelivery = defineQuery({
  name: 'intel.get_delivery',
  right: 'intel.upload',
  input: z.object({ id: entityId }),
  run: async ({ id }): Promise<IntelDelivery> => {
    const { rows } = await getPool().query<DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM intel_delivery d JOIN intel_source s ON s.id = d.source_id WHERE d.id = $1`,
      [id],
    );
    if (!rows[0])
      throw new RetortError('not_found', `There is no bundle ${id}.`, { entity: 'intel_delivery', id });
    return deliveryView(rows[0]);
  },
});
