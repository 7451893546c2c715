import type { Role } from '@/lib/model/access';

/** What each role may do, in a sentence. */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: 'Sees everything, changes nothing.',
  analyst: 'Decides about campaigns and accounts, and asks for batches.',
  lead: 'As analysts; approves batches of others and sets thresholds.',
  admin: 'Everything, also people, keys and targets.',
};
