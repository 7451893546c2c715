import { readPage } from '@/lib/db/read-page';
import type { IntelDelivery } from '@/lib/model/intel';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryView } from './row';

/** The receipts of what came, newest first. */
export const listIntelDeliveries = defineQuery({
  name: 'intel.list_deliveries',
  right: 'read',
  input: pageInput,
  run: ({ limit, cursor }) =>
    readPage<DeliveryRow, IntelDelivery>({
      order: [
        { sql: 'd.received_at', type: 'timestamptz', order: 'desc' },
        { sql: 'd.id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [],
      sql: (page) =>
        `SELECT ${DELIVERY_COLUMNS}, ${page.select} FROM intel_delivery d JOIN intel_source s ON s.id = d.source_id
          WHERE ${page.after} ORDER BY ${page.orderBy}`,
      view: deliveryView,
    }),
});
