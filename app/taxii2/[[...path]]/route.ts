import { taxiiRoute } from '@/lib/api/taxii';

export const GET = taxiiRoute;
export const POST = taxiiRoute;
export const PUT = taxiiRoute;
export const PATCH = taxiiRoute;
export const DELETE = taxiiRoute;
