import { verbRoute } from '@/lib/api/route';
import { resumeIntelSource } from '@/lib/services/intel/resume-source';

export const POST = verbRoute(resumeIntelSource);
