import { RhythmSkeleton } from '@/components/campaign/rhythm/rhythm-skeleton';

export default RhythmSkeleton;
