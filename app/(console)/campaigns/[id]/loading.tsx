import { EvidenceSkeleton, ScoresSkeleton } from '@/components/campaign/overview-skeleton';

export default function Loading() {
  return (
    <>
      <ScoresSkeleton />
      <EvidenceSkeleton />
    </>
  );
}
