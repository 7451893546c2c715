import {
  CalendarClock,
  Check,
  CirclePause,
  CircleX,
  Hourglass,
  Loader,
  PencilLine,
  TimerOff,
} from 'lucide-react';
import { Tag, type TagTone } from '@/components/ui/tag';
import type { BatchResult, BatchStatus } from '@/lib/model/batch-moves';
import { RESULT_WORDS, STATUS_WORDS } from './words';

const LOOKS: Record<BatchStatus, { tone: TagTone; icon: typeof Check }> = {
  draft: { tone: 'hollow', icon: PencilLine },
  waiting: { tone: 'warn', icon: Hourglass },
  scheduled: { tone: 'info', icon: CalendarClock },
  running: { tone: 'copper', icon: Loader },
  paused: { tone: 'warn', icon: CirclePause },
  done: { tone: 'good', icon: Check },
  cancelled: { tone: 'hollow', icon: CircleX },
  declined: { tone: 'hollow', icon: CircleX },
  expired: { tone: 'hollow', icon: TimerOff },
};

/** Where a batch stands. */
export function BatchStatusTag({ status }: { status: BatchStatus }) {
  const { tone, icon: Icon } = LOOKS[status];
  return (
    <Tag tone={tone}>
      <Icon strokeWidth={2} aria-hidden="true" />
      {STATUS_WORDS[status]}
    </Tag>
  );
}

const RESULT_TONES: Record<BatchResult, TagTone> = {
  pending: 'hollow',
  applied: 'good',
  skipped: 'neutral',
  failed: 'bad',
  left_out: 'hollow',
  cancelled: 'hollow',
};

/** What became of one account. */
export function ResultTag({ result }: { result: BatchResult }) {
  return <Tag tone={RESULT_TONES[result]}>{RESULT_WORDS[result]}</Tag>;
}
