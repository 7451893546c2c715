import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { requireActor } from '@/lib/auth/session';
import { may } from '@/lib/model/access';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { getDemo } from '@/lib/services/demo/get';
import { listIntelIndicators } from '@/lib/services/intel/list-indicators';
import { listIntelSources } from '@/lib/services/intel/list-sources';
import { listInvitations } from '@/lib/services/invitation/list';
import { listKeys } from '@/lib/services/key/list';
import { listReleases } from '@/lib/services/model/list-releases';
import { listPeers } from '@/lib/services/peer/list';
import { listSessions } from '@/lib/services/session/list';
import { listSettings } from '@/lib/services/setting/list';
import { getStorage } from '@/lib/services/storage/get';
import { listTargets } from '@/lib/services/target/list';
import { listUsers } from '@/lib/services/user/list';
import { aboutMe } from '@/lib/services/user/me';
import { SettingsClient } from './client';

export const metadata: Metadata = { title: 'Settings' };

const MOST = 500;

export default async function SettingsPage() {
  const actor = await requireActor();
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchQuery({ queryKey: keys.me(), queryFn: () => aboutMe({}, { actor }) }),
    client.prefetchInfiniteQuery({
      queryKey: keys.settings.releases(),
      queryFn: () => listReleases({ limit: 100 }, { actor }),
      ...paging,
    }),
    client.prefetchQuery({
      queryKey: keys.sessions(actor.id),
      queryFn: () => listSessions({ limit: MOST }, { actor }),
    }),
    client.prefetchQuery({
      queryKey: keys.settings.intel('sources'),
      queryFn: () => listIntelSources({ limit: 100 }, { actor }),
    }),
    client.prefetchInfiniteQuery({
      queryKey: keys.settings.intel('indicators', 'hits'),
      initialPageParam: '',
      queryFn: () => listIntelIndicators({ limit: 20, list: 'hits' }, { actor }),
    }),
    may(actor, 'setting.manage')
      ? client.prefetchQuery({ queryKey: keys.settings.rules(), queryFn: () => listSettings({}, { actor }) })
      : null,
    may(actor, 'setting.manage')
      ? client.prefetchQuery({ queryKey: keys.settings.storage(), queryFn: () => getStorage({}, { actor }) })
      : null,
    may(actor, 'demo.manage')
      ? client.prefetchQuery({ queryKey: keys.settings.demo(), queryFn: () => getDemo({}, { actor }) })
      : null,
    may(actor, 'user.manage')
      ? client.prefetchQuery({
          queryKey: keys.settings.invitations(),
          queryFn: () => listInvitations({ limit: MOST }, { actor }),
        })
      : null,
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
    may(actor, 'target.manage')
      ? client.prefetchQuery({
          queryKey: keys.settings.targets(),
          queryFn: () => listTargets({ limit: 100 }, { actor }),
        })
      : null,
    may(actor, 'peer.manage')
      ? client.prefetchQuery({
          queryKey: keys.settings.peers(),
          queryFn: () => listPeers({ limit: 200 }, { actor }),
        })
      : null,
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SettingsClient />
    </HydrationBoundary>
  );
}
