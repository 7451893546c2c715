import { verbRoute } from '@/lib/api/route';
import { revealScaffold } from '@/lib/services/scaffold/reveal';

export const POST = verbRoute(revealScaffold);
