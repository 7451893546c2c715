import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { requireActor } from '@/lib/auth/session';
import { may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { listKeys } from '@/lib/services/key/list';
import { listUsers } from '@/lib/services/user/list';
import { getWebhook } from '@/lib/services/webhook/get';
import { SettingsClient } from './client';

export const metadata: Metadata = { title: 'Settings' };

const MOST = 500;

export default async function SettingsPage() {
  const actor = await requireActor();
  const client = makeQueryClient();
  await Promise.all([
    may(actor, 'user.manage')
      ? client.prefetchQuery({
          queryKey: keys.settings.people(),
          queryFn: () => listUsers({ limit: MOST }, { actor }),
        })
      : null,
    may(actor, 'key.manage')
      ? client.prefetchQuery({
          queryKey: keys.settings.keys(),
          queryFn: () => listKeys({ limit: MOST }, { actor }),
        })
      : null,
    may(actor, 'webhook.manage')
      ? client.prefetchQuery({ queryKey: keys.settings.webhook(), queryFn: () => webhookOrNull(actor) })
      : null,
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SettingsClient />
    </HydrationBoundary>
  );
}

async function webhookOrNull(actor: Parameters<typeof getWebhook>[1]['actor']) {
  try {
    return await getWebhook({}, { actor });
  } catch (error) {
    if (error instanceof RetortError && error.code === 'not_found') return null;
    throw error;
  }
}
