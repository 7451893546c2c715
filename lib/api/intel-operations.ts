import { z } from 'zod';
import {
  intelDelivery,
  intelDeliveryPage,
  intelHitPage,
  intelIndicatorPage,
  intelSource,
  intelSourceItem,
} from '@/lib/model/intel';
import { pageOf } from '@/lib/model/page';
import { sightIndicator } from '@/lib/services/indicator/sight';
import { acceptIntel } from '@/lib/services/intel/accept';
import { addIntelSource } from '@/lib/services/intel/add-source';
import { changeIntelSource } from '@/lib/services/intel/change-source';
import { getIntelDelivery } from '@/lib/services/intel/get-delivery';
import { listIntelDeliveries } from '@/lib/services/intel/list-deliveries';
import { listIntelHits } from '@/lib/services/intel/list-hits';
import { listIntelIndicators } from '@/lib/services/intel/list-indicators';
import { listIntelSources } from '@/lib/services/intel/list-sources';
import { pauseIntelSource } from '@/lib/services/intel/pause-source';
import { pollIntelSource } from '@/lib/services/intel/poll-source';
import { removeIntelSource } from '@/lib/services/intel/remove-source';
import { resumeIntelSource } from '@/lib/services/intel/resume-source';
import { type Operation, operationsUnder } from './operation';

const of = operationsUnder('/intel/');

const removed = z.object({ id: z.string(), removed_at: z.iso.datetime() });
const sighted = z.object({
  id: z.string(),
  sighting_id: z.string(),
  collection: z.string(),
  accounts: z.number().int(),
  sighted_at: z.iso.datetime(),
  sighted_by: z.string(),
});

/** The routes of what others share, as openapi.json describes them. */
export const INTEL_OPERATIONS: readonly Operation[] = [
  of('get', 'sources', listIntelSources, 'Who shares indicators with us.', pageOf(intelSourceItem)),
  of(
    'post',
    'sources',
    addIntelSource,
    'Add somebody who shares: a TAXII 2.1 collection to be polled, or a name for bundles.',
    intelSource,
    201,
  ),
  of(
    'put',
    'sources/{id}',
    changeIntelSource,
    'Change how a source is set; without a secret the old one stands.',
    intelSource,
  ),
  of(
    'delete',
    'sources/{id}',
    removeIntelSource,
    'Take a source away: what it shared no longer counts.',
    removed,
  ),
  of(
    'post',
    'sources/{id}/pause',
    pauseIntelSource,
    'Stop polling a source, or taking bundles of it.',
    intelSource,
  ),
  of(
    'post',
    'sources/{id}/resume',
    resumeIntelSource,
    'Go on with a source; it is polled at once.',
    intelSource,
  ),
  of('post', 'sources/{id}/poll', pollIntelSource, 'Poll a collection now.', intelSource),
  of(
    'get',
    'bundles',
    listIntelDeliveries,
    'The receipts of bundles and pages, newest first.',
    intelDeliveryPage,
  ),
  {
    method: 'post',
    path: '/api/v1/intel/bundles',
    summary: 'Hand in a STIX 2.1 bundle. It is read by the worker: the receipt says what became of it.',
    right: acceptIntel.definition.right,
    input: z.object({
      source: z.string().min(1).max(80).meta({ description: 'Who shared it. A new name becomes a source.' }),
    }),
    answer: intelDelivery,
    status: 202,
    body: { type: 'application/stix+json;version=2.1', description: 'At most 32 MiB.' },
  },
  of(
    'get',
    'bundles/{id}',
    getIntelDelivery,
    'The receipt of one bundle, with what was rejected and why.',
    intelDelivery,
  ),
  of(
    'get',
    'indicators',
    listIntelIndicators,
    'Indicators that others shared, and how many accounts match each.',
    intelIndicatorPage,
  ),
  of('get', 'hits', listIntelHits, 'The accounts that match a received indicator.', intelHitPage),
  of(
    'post',
    'sightings',
    sightIndicator,
    'Answer a hit: tell peers by a STIX sighting that it was seen here, without any account.',
    sighted,
    201,
  ),
];
