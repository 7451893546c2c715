'use client';

import { ChartFrame } from '@/components/charts/chart-frame';
import { useWidth } from '@/components/charts/use-width';
import { count, plural } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import type { LinksPicture } from '@/lib/model/console/links';
import { kindWord } from './words';

const ROW = 19;
const LEAST_HEIGHT = 180;
const LEFT = 132;
const RIGHT = 250;

interface TieGraphProps {
  picture: LinksPicture;
  isolated: readonly number[];
  onIsolate: (position: number) => void;
}

/**
 * The collapsed graph: groups of accounts that show the same values at the left, values at the right. Laid out by the worker,
 * so the same campaign always looks the same; a click on a value isolates it.
 */
export function TieGraph({ picture, isolated, onIsolate }: TieGraphProps) {
  const [ref, width] = useWidth<HTMLDivElement>(680);
  const { groups, ties, left_out: left } = picture.graph;
  const height = Math.max(LEAST_HEIGHT, Math.max(groups.length, ties.length) * ROW);
  const y = (place: number) => 10 + place * (height - 20);
  const most = Math.max(1, ...groups.map(({ accounts }) => accounts));
  const left0 = LEFT;
  const right0 = Math.max(left0 + 80, width - RIGHT);
  const nodes = groups.length + ties.length;
  return (
    <div ref={ref}>
      <ChartFrame
        small
        finding={`${plural(groups.length, 'group')} of accounts hang together by ${plural(ties.length, 'value')}`}
        caption={`${count(nodes)} nodes stand for ${count(picture.members)} accounts; left out: ${plural(left.accounts, 'account')}${left.ties > 0 ? `, ${plural(left.ties, 'value')}` : ''}; hubs are not drawn`}
        height={height}
        table={{
          columns: [{ label: 'Accounts', numeric: true }, { label: 'Values they all show' }],
          rows: groups.map((group) => [
            count(group.accounts),
            group.ties
              .map((tie) => {
                const node = ties[tie];
                return node ? `${kindWord(node.kind)} ${visible(node.value).slice(0, 30)}` : '';
              })
              .join('; '),
          ]),
        }}
      >
        <svg
          width={width}
          height={height}
          className="block max-w-full"
          role="img"
          aria-label="Groups of accounts and the values they show; the table holds them as text"
        >
          {groups.map((group) =>
            group.ties.map((tie) => {
              const node = ties[tie];
              if (!node) return null;
              const on = isolated.includes(node.position);
              const [y0, y1] = [y(group.y), y(node.y)];
              const middle = (left0 + right0) / 2;
              return (
                <path
                  key={`${group.y} ${tie}`}
                  d={`M${left0 + 8},${y0}C${middle},${y0} ${middle},${y1} ${right0 - 6},${y1}`}
                  fill="none"
                  stroke={on ? 'var(--accent)' : 'var(--mark-2)'}
                  strokeOpacity={on ? 0.9 : 0.35}
                  strokeWidth={Math.max(0.75, (group.accounts / most) * 6)}
                />
              );
            }),
          )}
          {groups.map((group) => (
            <g key={group.y}>
              <circle
                cx={left0}
                cy={y(group.y)}
                r={Math.max(2.5, Math.sqrt(group.accounts / most) * 8)}
                fill="var(--mark)"
              />
              <text x={left0 - 14} y={y(group.y) + 4} textAnchor="end">
                {plural(group.accounts, 'account')}
              </text>
            </g>
          ))}
          {ties.map((node) => {
            const on = isolated.includes(node.position);
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the list at the left does the same by key
              <g key={node.position} onClick={() => onIsolate(node.position)} className="cursor-pointer">
                <rect
                  x={right0 - 6}
                  y={y(node.y) - 8}
                  width={RIGHT}
                  height={16}
                  rx={4}
                  fill={on ? 'var(--accent-soft)' : 'transparent'}
                />
                <text x={right0} y={y(node.y) + 4} style={{ fill: on ? 'var(--accent)' : 'var(--text-2)' }}>
                  {`${kindWord(node.kind)} ${visible(node.value)}`.slice(0, 40)}
                </text>
              </g>
            );
          })}
        </svg>
      </ChartFrame>
    </div>
  );
}
