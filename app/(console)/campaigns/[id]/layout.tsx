import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { requireActor } from '@/lib/auth/session';
import type { Actor } from '@/lib/model/access';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { RetortError } from '@/lib/model/errors';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { campaignHead } from '@/lib/services/campaign/header';
import { CampaignFrame } from './client';

interface CampaignLayoutProps {
  children: ReactNode;
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: CampaignLayoutProps): Promise<Metadata> {
  const { id } = await params;
  return { title: `Campaign ${decodeURIComponent(id)}` };
}

/** What all tabs of a campaign share. Each tab asks again who is there, since layouts are kept between pages. */
export default async function CampaignLayout({ children, params }: CampaignLayoutProps) {
  const actor = await requireActor();
  const id = decodeURIComponent((await params).id);
  const client = makeQueryClient();
  const header = await readHeader(id, actor);
  if (header) client.setQueryData(keys.campaigns.head(id), header);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CampaignFrame id={id}>{children}</CampaignFrame>
    </HydrationBoundary>
  );
}

/** Null when the database failed: the page then asks from the browser and says what is wrong. */
async function readHeader(id: string, actor: Actor): Promise<CampaignHeader | null> {
  try {
    return await campaignHead({ id }, { actor });
  } catch (error) {
    if (error instanceof RetortError && error.code === 'not_found') notFound();
    return null;
  }
}
