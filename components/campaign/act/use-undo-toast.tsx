'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Kbd } from '@/components/ui/kbd';
import { toast } from '@/components/ui/toast';
import { takeBack } from '@/lib/queries/use-group';

const UNDO = (
  <>
    Undo <Kbd>Z</Kbd>
  </>
);

/** Says that something was decided, with a button that takes it back at once, as Z does. */
export function useUndoToast() {
  const client = useQueryClient();
  return (
    words: { title: string; description?: string },
    campaign: { id: string; version: number },
    decisionId: string | undefined,
  ): void => {
    const undo = () => {
      if (decisionId === undefined) return;
      takeBack(client, campaign, decisionId).then(
        ({ restored }) => toast.done('Taken back.', restored),
        (error: Error) => toast.failed('It was not taken back.', error.message),
      );
    };
    toast.done(
      words.title,
      words.description,
      decisionId === undefined ? undefined : { label: UNDO, onClick: undo },
    );
  };
}
