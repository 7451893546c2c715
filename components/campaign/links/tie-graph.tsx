'use client';

import { useMemo } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useWidth } from '@/components/charts/use-width';
import { Chip } from '@/components/ui/chip';
import { count, plural } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import type { LinksPicture } from '@/lib/model/console/links';
import { drawnGraph } from './graph';
import { kindWord } from './words';

const ROW = 19;
const LEAST_HEIGHT = 180;
const LEFT = 132;
const RIGHT = 292;
/** Letters that fit beside a node. */
const LABEL = 44;

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
  const { left_out: left } = picture.graph;
  const { groups, ties, everywhere } = useMemo(() => drawnGraph(picture.graph), [picture.graph]);
  const height = Math.max(LEAST_HEIGHT, Math.max(groups.length, ties.length) * ROW);
  const y = (place: number) => 10 + place * (height - 20);
  const most = Math.max(1, ...groups.map(({ accounts }) => accounts));
  const left0 = LEFT;
  const right0 = Math.max(left0 + 80, width - RIGHT);
  const nodes = groups.length + ties.length;
  const nodeAt = new Map(ties.map((node) => [node.position, node]));
  const labels = useMemo(
    () => new Map(picture.links.map(({ position, label }) => [position, label])),
    [picture.links],
  );
  const name = ({ kind, value, position }: { kind: string; value: string; position: number }) =>
    `${kindWord(kind)} ${visible(labels.get(position) ?? value)}`;
  return (
    <div ref={ref}>
      <ChartFrame
        small
        finding={finding(everywhere.length, groups.length, ties.length)}
        caption={`${count(nodes)} nodes stand for ${count(picture.members)} accounts; left out: ${plural(left.accounts, 'account')}${left.ties > 0 ? `, ${plural(left.ties, 'value')}` : ''}; hubs are not drawn`}
        height={height}
        table={{
          columns: [{ label: 'Accounts', numeric: true }, { label: 'Values they all show' }],
          rows: groups.map((group) => [
            count(group.accounts),
            group.ties
              .flatMap((position) => nodeAt.get(position) ?? [])
              .concat(everywhere)
              .map((node) => shortened(name(node), LABEL))
              .join('; '),
          ]),
        }}
      >
        {everywhere.length > 0 ? (
          <p className="mt-2 mb-3 flex flex-wrap items-center gap-1.5 text-small text-ink-2">
            Nearly all show
            {everywhere.map((node) => (
              <Chip
                key={node.position}
                on={isolated.includes(node.position)}
                onClick={() => onIsolate(node.position)}
              >
                <span className="max-w-64 clip">{name(node)}</span>
              </Chip>
            ))}
          </p>
        ) : null}
        <svg
          width={width}
          height={height}
          className="block max-w-full"
          role="img"
          aria-label="Groups of accounts and the values they show; the table holds them as text"
        >
          {groups.map((group) =>
            group.ties.map((tie) => {
              const node = nodeAt.get(tie);
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
                  {shortened(name(node), LABEL)}
                </text>
              </g>
            );
          })}
        </svg>
      </ChartFrame>
    </div>
  );
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

function finding(everywhere: number, groups: number, ties: number): string {
  if (ties === 0) return `${plural(everywhere, 'value')} tie nearly all of its accounts to each other`;
  const apart = `${plural(groups, 'group')} of accounts hang together by ${plural(ties, 'value')}`;
  return everywhere > 0 ? `${apart}, and nearly all by ${count(everywhere)} more` : apart;
}
