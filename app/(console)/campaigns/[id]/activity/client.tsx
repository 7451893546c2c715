'use client';

import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Sightings } from '@/components/campaign/act/sightings';
import { ActivityList } from '@/components/campaign/activity-list';
import { NoteForm } from '@/components/campaign/note-form';
import { ShowMore } from '@/components/tables/show-more';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { Segmented } from '@/components/ui/segmented';
import { RowSkeleton } from '@/components/ui/skeleton';
import { rowsOf } from '@/lib/queries/pages';
import { useActivity } from '@/lib/queries/use-activity';
import { useCampaignHeader } from '@/lib/queries/use-campaign';
import { useSharing } from '@/lib/queries/use-sharing';
import { activityParams } from './search-params';

const UndoDialog = dynamic(
  () => import('@/components/campaign/act/undo-dialog').then((part) => part.UndoDialog),
  { ssr: false },
);

const SCOPES = [
  { value: 'all', label: 'All' },
  { value: 'notes', label: 'Notes' },
  { value: 'people', label: 'People' },
  { value: 'detection', label: 'Detection' },
] as const;

const NOTHING = {
  all: ['Nothing happened yet', 'What runs find, what people decide and their notes will stand here.'],
  notes: ['Nobody wrote a note yet', 'The first one can be written above.'],
  people: ['Nobody did anything yet', 'Decisions, owners and notes will stand here.'],
  detection: ['No run has said anything', 'What runs find will stand here.'],
} as const;

export function ActivityClient({
  id,
  mayNote,
  mayDecide,
}: {
  id: string;
  mayNote: boolean;
  mayDecide: boolean;
}) {
  const { data: campaign } = useCampaignHeader(id);
  const [undoing, setUndoing] = useState(false);
  const undo = campaign?.undo ?? null;
  const [{ scope }, setParams] = useQueryStates(activityParams, { history: 'replace' });
  const list = useActivity(id, scope);
  const items = rowsOf(list.data);
  const sharing = useSharing(id);
  return (
    <div className="grid grid-cols-[minmax(0,860px)_minmax(0,360px)] gap-x-11 px-5 py-4 max-xl:grid-cols-1 max-sm:px-3">
      <div className="min-w-0">
        {mayNote ? <NoteForm id={id} /> : null}
        <div className="mt-5 mb-2 flex items-center justify-between">
          <h2 className="text-head font-semibold">What happened</h2>
          <Segmented
            label="Show"
            value={scope}
            options={SCOPES}
            onChange={(next) => void setParams({ scope: next })}
          />
        </div>
        {list.isPending ? (
          <RowSkeleton rows={8} columns={[80, 120, 400]} />
        ) : list.isError && !list.data ? (
          <Failure
            what="The activity could not be loaded"
            error={list.error}
            onRetry={() => list.refetch()}
          />
        ) : items.length === 0 ? (
          <Empty title={NOTHING[scope][0]}>{NOTHING[scope][1]}</Empty>
        ) : (
          <>
            <ActivityList
              items={items}
              undo={
                undo && mayDecide ? { decisionId: undo.decision_id, onUndo: () => setUndoing(true) } : null
              }
            />
            <ShowMore list={list} className="mt-3">
              Show earlier
            </ShowMore>
          </>
        )}
      </div>
      <aside aria-label="Shared and seen elsewhere" className="min-w-0 max-xl:order-first">
        {sharing.data ? <Sightings items={sharing.data.sightings} /> : null}
      </aside>
      {undoing && campaign && undo ? (
        <UndoDialog campaign={campaign} undo={undo} onClose={() => setUndoing(false)} />
      ) : null}
    </div>
  );
}
