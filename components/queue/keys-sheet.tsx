'use client';

import { KEYS_ANYWHERE, KeysDialog, type KeysPart } from '@/components/ui/keys-dialog';

const PARTS: readonly KeysPart[] = [
  {
    title: 'Going through the queue',
    keys: [
      [['J', '↓'], 'next alert'],
      [['K', '↑'], 'alert before'],
      [['R'], 'review next: claim the most urgent that is free'],
      [['U'], 'read the queue anew, with what is new'],
      [['O', 'Enter'], 'open its campaign'],
      [['V'], 'save this view, or go to one'],
    ],
  },
  {
    title: 'Deciding, about the alert or all that are selected',
    keys: [
      [['C'], 'confirm its campaign'],
      [['D'], 'dismiss its campaign'],
      [['B'], 'ban its accounts: opens the wizard'],
      [['S'], 'snooze it; wake it when it is snoozed'],
      [['A'], 'claim it, or release it'],
      [['G'], 'give it to somebody'],
      [['N'], 'write a note about its campaign'],
      [['Z'], 'take back what was just decided'],
    ],
  },
  {
    title: 'Selecting',
    keys: [
      [['X'], 'select the alert, or no longer'],
      [['⇧ X'], 'select up to it'],
      [['⇧ J', '⇧ K'], 'select on the way'],
      [['Esc'], 'select nothing'],
    ],
  },
  KEYS_ANYWHERE,
];

/** What each key does in the queue. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return <KeysDialog parts={PARTS} onClose={onClose} />;
}
