import { z } from 'zod';
import { EXPORT_FORMATS } from '@/lib/model/list-export';
import { defineVerb } from '@/lib/services/verb';
import { chosenColumns, listInput, listOf } from './plan';

/**
 * Notes that somebody takes a list out: which, by what filter, which columns, in which form, how many rows. Called before the first row
 * is given, so that none is without a trace. RetortError `forbidden`, `invalid` as for the list.
 */
export const exportList = defineVerb({
  name: 'list.export',
  right: 'list.export',
  input: listInput.extend({
    format: z.enum(EXPORT_FORMATS),
    columns: z.array(z.string()).min(1).max(100),
    matching: z.number().int().min(0),
    rows: z.number().int().min(0),
  }),
  async run({ format, columns, matching, rows, ...asked }, { actor, audit }) {
    const { source, filter } = listOf(asked, actor);
    chosenColumns(source, columns);
    const { entity, id } = source.about(filter);
    audit({
      entity,
      entityId: id,
      after: { list: source.list, format, rows, matching, filter: asked.filter, columns },
    });
    return { list: source.list, rows };
  },
});
