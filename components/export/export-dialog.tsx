'use client';

import { Download as DownloadIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Failure } from '@/components/ui/failure';
import { RadioList } from '@/components/ui/field';
import { count } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { Bone } from '@/components/ui/skeleton';
import type { ExportFormat, ExportList, ExportPreview } from '@/lib/model/list-export';
import type { Params } from '@/lib/queries/fetch';
import { BrokenOffError, type Download, useDownload, useExportPreview } from '@/lib/queries/use-export';
import { ColumnChoice } from './column-choice';
import { bytesWord, matchWords } from './words';

const FORMATS = [
  {
    value: 'csv',
    label: 'CSV',
    hint: 'For a spreadsheet. Text that it would run as a formula is made text.',
  },
  { value: 'ndjson', label: 'NDJSON', hint: 'One JSON object a line, for scripts and other systems.' },
  { value: 'parquet', label: 'Parquet', hint: 'With types and small, for data tools.' },
] as const;

interface ExportDialogProps {
  list: ExportList;
  what: string;
  filter: Params;
  onClose: () => void;
}

/** Says how many rows match, asks for format and columns, fetches the file, and says when it did not come whole. */
export function ExportDialog({ list, what, filter, onClose }: ExportDialogProps) {
  const preview = useExportPreview(list, filter);
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Export ${what}`}
      description="What the list shows with its filter, in its order. Who took what stands in the audit log."
    >
      {preview.data ? (
        <Choices list={list} what={what} filter={filter} preview={preview.data} onClose={onClose} />
      ) : preview.isError ? (
        <Failure what="It could not be counted" error={preview.error} onRetry={() => preview.refetch()} />
      ) : (
        <div role="status" aria-label="Counting" className="mt-4 h-[396px] space-y-3">
          <Bone width="60%" />
          <Bone width="90%" />
          <Bone width="80%" />
        </div>
      )}
    </Dialog>
  );
}

function Choices({ list, what, filter, preview, onClose }: ExportDialogProps & { preview: ExportPreview }) {
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(preview.columns.filter(({ shown }) => shown).map(({ name }) => name)),
  );
  const { download, start, stop } = useDownload();
  const going = download.state === 'going';
  const columns = preview.columns.filter(({ name }) => chosen.has(name)).map(({ name }) => name);
  return (
    <div className="mt-3 space-y-3">
      <Note kind={preview.cut ? 'warn' : 'plain'}>{matchWords(preview, what)}</Note>
      <RadioList legend="Format" name="format" value={format} options={FORMATS} onChange={setFormat} />
      <ColumnChoice columns={preview.columns} chosen={chosen} onChange={setChosen} />
      <Outcome download={download} />
      <DialogActions
        start={
          going ? (
            <Button look="ghost" onClick={stop}>
              Stop
            </Button>
          ) : (
            <Button look="ghost" onClick={onClose}>
              {download.state === 'done' ? 'Close' : 'Cancel'}
            </Button>
          )
        }
      >
        <Button
          look="primary"
          disabled={going || columns.length === 0}
          onClick={() => void start({ list, filter, format, columns })}
        >
          <DownloadIcon size={15} strokeWidth={1.6} aria-hidden="true" />
          {going
            ? 'Fetching…'
            : `${download.state === 'failed' ? 'Try again:' : 'Download'} ${count(preview.matching)} ${preview.matching === 1 ? 'row' : 'rows'}`}
        </Button>
      </DialogActions>
    </div>
  );
}

/** How far it is, or what came of it. */
function Outcome({ download }: { download: Download }) {
  switch (download.state) {
    case 'idle':
      return null;
    case 'going':
      return (
        <p role="status" className="text-small text-ink-2 tabular-nums">
          {bytesWord(download.bytes)} fetched
          {download.rows === null ? '' : ` of ${count(download.rows)} rows`}. The file is saved once it is
          whole.
        </p>
      );
    case 'done':
      return (
        <Note kind="good" urgent>
          <b>Saved.</b> {count(download.rows)} {download.rows === 1 ? 'row' : 'rows'}
          {download.matching > download.rows ? ', the first of all that match' : ''},{' '}
          {bytesWord(download.bytes)}, as <span className="font-mono">{download.name}</span>.
        </Note>
      );
    case 'failed':
      return (
        <Note kind="bad" urgent>
          <b>The file could not be fetched.</b> {download.error.message}{' '}
          {download.error instanceof BrokenOffError
            ? `After ${bytesWord(download.bytes)}: they were thrown away, nothing was saved.`
            : 'Nothing was saved.'}
        </Note>
      );
  }
}
