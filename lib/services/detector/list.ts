import { readPage } from '@/lib/db/read-page';
import type { DetectorItem } from '@/lib/model/detector';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { type DetectorRow, detectorView } from './row';

/** Every version, newest first, with who changed it last and why. */
export const listDetectors = defineQuery({
  name: 'detector.list',
  right: 'read',
  input: pageInput,
  run: ({ limit, cursor }) =>
    readPage<DetectorRow, DetectorItem>({
      order: [{ sql: 'number', type: 'int4', order: 'desc' }],
      limit,
      cursor,
      params: [],
      sql: (page) =>
        `SELECT detector_version.*, ${page.select} FROM detector_version WHERE ${page.after} ORDER BY ${page.orderBy}`,
      view: detectorView,
    }),
});
