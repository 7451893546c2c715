import { count, spelled } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';

const ROWS_SHOWN = 12;
/** Smaller chances are chances under a model that does not hold so far out. */
const TINY = 1e-6;

/** The raw facts behind a sentence, whatever their shape: values as a list, lists of records as a small table. */
export function Facts({ details }: { details: Record<string, unknown> }) {
  const entries = Object.entries(details);
  if (entries.length === 0)
    return <p className="text-small text-ink-3">No further facts were kept for this one.</p>;
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-small print:grid-cols-[max-content_minmax(0,1fr)_max-content_minmax(0,1fr)]">
      {entries.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{spelled(name)}</dt>
          <dd className="min-w-0 relative overflow-x-auto">
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="text-ink-3">–</span>;
  if (typeof value === 'number') return <>{figure(value)}</>;
  if (typeof value === 'boolean') return <>{value ? 'yes' : 'no'}</>;
  if (typeof value === 'string') return <UntrustedText max={300}>{value}</UntrustedText>;
  if (Array.isArray(value)) return <List items={value} />;
  const inner = Object.entries(value as Record<string, unknown>);
  return <List items={inner.map(([name, one]) => ({ name: spelled(name), ...valuesOf(one) }))} headless />;
}

/** The values of one named fact as columns. */
function valuesOf(value: unknown): Record<string, unknown> {
  return Array.isArray(value) ? Object.fromEntries(value.map((one, index) => [`v${index}`, one])) : { value };
}

/** `headless` leaves out the names of the columns, where they say nothing. */
function List({ items, headless = false }: { items: readonly unknown[]; headless?: boolean }) {
  const shown = items.slice(0, ROWS_SHOWN);
  const more = items.length - shown.length;
  const records = shown.every((item) => item !== null && typeof item === 'object' && !Array.isArray(item));
  const rest = more > 0 ? <p className="text-ink-3">and {count(more)} more</p> : null;
  if (!records || shown.length === 0) {
    return (
      <>
        <UntrustedText max={600}>{shown.map(plain).join(', ') || 'none'}</UntrustedText>
        {rest}
      </>
    );
  }
  const columns = [...new Set(shown.flatMap((item) => Object.keys(item as object)))];
  return (
    <>
      <table className="border-collapse">
        {headless ? null : (
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className="pr-4 text-left font-medium text-ink-3">
                  {spelled(column)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {shown.map((item, index) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: facts have no identity beyond their place
              key={index}
            >
              {columns.map((column) => (
                <td key={column} className="pr-4">
                  <UntrustedText max={120}>{plain((item as Record<string, unknown>)[column])}</UntrustedText>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rest}
    </>
  );
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return figure(value);
  if (Array.isArray(value)) return value.map(plain).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Four significant digits for fractions, all digits for whole numbers; what is next to nothing says so. */
function figure(value: number): string {
  if (value !== 0 && Math.abs(value) < TINY) return `under ${TINY.toFixed(6)}`;
  return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(4)));
}
