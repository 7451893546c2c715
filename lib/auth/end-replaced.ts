import { getPool } from '@/lib/db/pool';
import type { SignedIn } from './actor';

/** Ends the session that a browser had before this answer gave it another: nobody could end it from there any more. */
export async function endReplaced(before: SignedIn, response: Response): Promise<void> {
  const replaced = response.headers.getSetCookie().some((cookie) => /session_token=[^;]+/.test(cookie));
  if (!replaced) return;
  await getPool().query('DELETE FROM auth_session WHERE id = $1', [before.actor.session?.id ?? '']);
}
