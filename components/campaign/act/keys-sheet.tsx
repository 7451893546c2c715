'use client';

import { KEYS_ANYWHERE, KeysDialog, type KeysPart } from '@/components/ui/keys-dialog';

const PARTS: readonly KeysPart[] = [
  {
    title: 'Deciding about the campaign',
    keys: [
      [['C'], 'confirm it'],
      [['D'], 'dismiss it'],
      [['M'], 'merge it into another'],
      [['L'], 'split a pool off'],
      [['R'], 'reopen it'],
      [['Z'], 'take the last decision back'],
      [['B'], 'ban its accounts: opens the wizard'],
    ],
  },
  {
    title: 'Working on it',
    keys: [
      [['G'], 'give it to somebody'],
      [['S'], 'snooze its open alerts'],
      [['W'], 'watch it, or no longer'],
      [['N'], 'write a note'],
    ],
  },
  {
    title: 'In its accounts',
    keys: [
      [['J', '↓'], 'next row'],
      [['K', '↑'], 'row before'],
      [['X'], 'select the row, or no longer'],
      [['⇧ X'], 'select up to it'],
      [['E'], 'take the selected out'],
      [['P'], 'split the selected off'],
      [['Esc'], 'select nothing'],
    ],
  },
  KEYS_ANYWHERE,
];

/** What each key does on the pages of a campaign. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return <KeysDialog parts={PARTS} onClose={onClose} />;
}
