import { ByteWriter, type ColumnSource, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { ColumnType } from '@/lib/model/list-export';
import type { Cell, ListColumn, ListWriter } from './column';

/** A row group is closed at so many rows, or at so many bytes of text, whichever comes first: it is encoded in one go. */
const GROUP_ROWS = 8_192;
const GROUP_BYTES = 8 << 20;

const TYPES: Record<ColumnType, Omit<SchemaElement, 'name'>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
};

/**
 * Apache Parquet, one row group after the other, every column nullable, Snappy. The number of rows stands in the footer, without which
 * no reader takes the file for whole.
 */
export const parquetRows: ListWriter = async function* (columns, batches) {
  const out = new ByteWriter();
  const parquet = new ParquetWriter({ writer: out, schema: schemaOf(columns), createdBy: 'Retort' });
  let group = columns.map((): unknown[] => []);
  let rows = 0;
  let bytes = 0;
  const close = () => {
    const columnData = columns.map(
      ({ name, type }, at): ColumnSource => ({
        name,
        data: group[at] ?? [],
        // Bounds help to skip row groups by time and number; those of free text say nothing and cost a comparison a row.
        statistics: type !== 'json' && type !== 'text',
        offsetIndex: false,
      }),
    );
    void parquet.write({ columnData, rowGroupSize: rows });
    group = columns.map(() => []);
    rows = 0;
    bytes = 0;
    return taken(out);
  };
  for await (const batch of batches) {
    for (const row of batch) {
      let at = 0;
      for (const { type, value } of columns) {
        const cell = cellOf(type, value(row));
        group[at++]?.push(cell);
        if (typeof cell === 'string') bytes += cell.length;
      }
      rows++;
      if (rows >= GROUP_ROWS || bytes >= GROUP_BYTES) yield close();
    }
  }
  if (rows > 0) yield close();
  void parquet.finish();
  yield taken(out);
};

function schemaOf(columns: readonly ListColumn<never>[]): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map(
      ({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...TYPES[type] }),
    ),
  ];
}

/** What was written since the last time; offsets within the file go on. */
function taken(out: ByteWriter): Uint8Array {
  const piece = out.getBytes().slice();
  out.index = 0;
  return piece;
}

function cellOf(type: ColumnType, cell: Cell): unknown {
  if (cell === null || cell === undefined) return null;
  if (type === 'integer') return BigInt(cell as number | string);
  if (type === 'time') return cell instanceof Date ? cell : new Date(String(cell));
  return cell;
}
