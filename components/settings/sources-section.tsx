'use client';

import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { SettingsSection } from './section';

/** The way to the page of sources. */
export function SourcesSection() {
  return (
    <SettingsSection
      id="sources"
      title="Sources"
      what="Where records come from: rate, lag and rejects of each system that sends, what it cannot say, and how its rows become records."
      action={
        <Button asChild>
          <Link href="/settings/sources">Open sources</Link>
        </Button>
      }
    >
      {null}
    </SettingsSection>
  );
}
