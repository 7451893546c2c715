'use client';

import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { SettingsSection } from './section';

/** The way to the page of detectors. */
export function DetectorsSection() {
  return (
    <SettingsSection
      id="detectors"
      title="Detectors"
      what="What each signal weighs and from which scores steps are recommended: as measured, or as you try it in a draft, beside what is live, and then live."
      action={
        <Button asChild>
          <Link href="/settings/detectors">Open detectors</Link>
        </Button>
      }
    >
      {null}
    </SettingsSection>
  );
}
