import { Note } from '@/components/ui/note';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { Told } from '@/lib/model/share-words';

/** That a campaign rests on what somebody told in confidence, before it goes out; nothing when nobody did. */
export function ToldNote({ told }: { told: Told | null }) {
  if (!told || told.tlp === 'TLP:CLEAR') return null;
  return (
    <Note kind="warn">
      <b>
        It rests on what <UntrustedText max={60}>{told.source}</UntrustedText> told at {told.tlp}.
      </b>{' '}
      {told.tlp === 'TLP:RED'
        ? 'That was told to single people: a case file of it is marked TLP:RED, and no peer reads it.'
        : `It goes no further than that: wider markings are not offered.`}
    </Note>
  );
}
