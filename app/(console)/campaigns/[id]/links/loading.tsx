import { LinksSkeleton } from '@/components/campaign/links/links-skeleton';

export default LinksSkeleton;
