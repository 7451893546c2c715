import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { ViewPage } from '@/lib/model/queue';

/** Views that one person may have. */
export const MOST_VIEWS = 100;

/** A row of `saved_view`. */
export interface ViewState {
  id: string;
  owner_id: string;
  page: ViewPage;
  name: string;
  query: string;
  shared: boolean;
  version: number;
}

/** RetortError `forbidden` for anybody but the owner; of shared views an administrator may clear up too, with `orAdmin`. */
export function requireOwner(view: ViewState, actor: Actor, orAdmin = false): void {
  if (actor.kind === 'system') return;
  if (actor.kind === 'person') {
    if (actor.id === view.owner_id) return;
    if (orAdmin && view.shared && actor.role === 'admin') return;
  }
  throw new RetortError('forbidden', 'This view belongs to somebody else.');
}
