import { PageFrame } from '@/components/frame/page-frame';
import { TabsSkeleton } from '@/components/frame/page-skeleton';
import { Bone } from '@/components/ui/skeleton';

/** The sections one below the other, each with its name, what it is for and its rows. */
export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Settings' }]}>
      <h1 className="sr-only">Settings</h1>
      <TabsSkeleton tabs={9} />
      <div role="status" aria-label="Loading the settings">
        {[2, 0, 4, 3].map((rows, section) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
          <div key={section} aria-hidden="true" className="space-y-3 border-b px-5 py-6 max-sm:px-3">
            <Bone width={96} className="h-3" />
            <Bone width={460} className="max-w-full" />
            {Array.from({ length: rows }, (_, row) => (
              <div
                // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
                key={row}
                className="flex h-12 max-w-[672px] items-center justify-between border-t border-line"
              >
                <Bone width={240} />
                <Bone width={120} className="h-7 rounded-md" />
              </div>
            ))}
          </div>
        ))}
      </div>
    </PageFrame>
  );
}
