import { exportRoute } from '@/lib/api/export-route';

export const GET = exportRoute('audit');
