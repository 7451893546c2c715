'use client';

import { useState } from 'react';
import { CampaignStatusTag } from '@/components/campaign/status-tag';
import { cn } from '@/components/ui/cn';
import { Field, Input } from '@/components/ui/field';
import { plural, score } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useSettled } from '@/components/ui/use-settled';
import type { CampaignRow } from '@/lib/model/console/campaign';
import { rowsOf } from '@/lib/queries/pages';
import { useCampaigns } from '@/lib/queries/use-campaigns';

export type Picked = Pick<CampaignRow, 'id' | 'title' | 'status' | 'version'>;

const MOST = 4;

interface CampaignPickerProps {
  label: string;
  /** The campaign that is not offered. */
  without: string;
  picked: Picked | null;
  autoFocus?: boolean;
  error?: string | undefined;
  /** The sentence that says why one cannot be picked, or null. */
  refused?: (campaign: CampaignRow) => string | null;
  onPick: (campaign: Picked) => void;
}

/** Finds a campaign by its name or id; the likeliest stand there before anything is typed. */
export function CampaignPicker({
  label,
  without,
  picked,
  autoFocus = false,
  error,
  refused,
  onPick,
}: CampaignPickerProps) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 200);
  const found = useCampaigns({ q, sort: 'score', order: 'desc' });
  const rows = rowsOf(found.data)
    .filter(({ id }) => id !== without)
    .slice(0, MOST);
  return (
    <div>
      <Field label={label} hint="name or id" error={error}>
        {(a11y) => (
          <Input
            {...a11y}
            value={typed}
            autoFocus={autoFocus}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // Enter takes the first one found, and does not send the form.
              event.preventDefault();
              const first = rows.find((row) => !refused?.(row));
              if (first) onPick(first);
            }}
          />
        )}
      </Field>
      <ul aria-label="Campaigns found" className="mt-1.5 -mx-2 min-h-[128px]">
        {rows.map((row) => {
          const why = refused?.(row) ?? null;
          return (
            <li key={row.id}>
              <button
                type="button"
                aria-pressed={row.id === picked?.id}
                disabled={why !== null}
                title={why ?? row.id}
                onClick={() => onPick(row)}
                className={cn(
                  'flex h-8 w-full items-center gap-2.5 rounded-sm px-2 text-left hover:bg-hover disabled:text-ink-off disabled:hover:bg-transparent',
                  row.id === picked?.id && 'bg-accent-soft inset-ring inset-ring-accent-line',
                )}
              >
                <span className="w-8 shrink-0 font-medium">{score(row.score)}</span>
                <span className="clip flex-1">
                  <UntrustedText max={60}>{row.title}</UntrustedText>
                </span>
                <span className="shrink-0 text-small text-ink-3">{plural(row.accounts, 'account')}</span>
                <CampaignStatusTag status={row.status} />
              </button>
            </li>
          );
        })}
        {rows.length === 0 && !found.isPending ? (
          <li className="px-2 py-1.5 text-ink-2">
            {found.isError ? 'The campaigns could not be loaded.' : 'No campaign has this name or id.'}
          </li>
        ) : null}
      </ul>
    </div>
  );
}
