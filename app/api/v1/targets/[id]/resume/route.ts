import { verbRoute } from '@/lib/api/route';
import { resumeTarget } from '@/lib/services/target/resume';

export const POST = verbRoute(resumeTarget);
