import { z } from 'zod';
import { LIST_FORMATS } from '@/lib/export/list/formats';
import { SCOPES } from '@/lib/model/access';
import {
  accountEnforced,
  accountItem,
  accountOfCampaign,
  accountWhole,
  alertItem,
  campaignDecided,
  campaignItem,
  campaignMerged,
  campaignRelisted,
  campaignRelistedMany,
  campaignReopened,
  campaignSplit,
  campaignUndone,
  campaignWhole,
} from '@/lib/model/api';
import { batchAccountPage, batchDone, batchItem, batchPlan, batchWhole } from '@/lib/model/batch';
import { caseFileItem, caseFilePage } from '@/lib/model/case-file';
import { auditEntryOut, chainChecked } from '@/lib/model/console/audit';
import { stripeOut } from '@/lib/model/console/stripe';
import { demoOut } from '@/lib/model/demo';
import { EXPORT_FORMATS, EXPORT_LISTS } from '@/lib/model/list-export';
import { pageOf } from '@/lib/model/page';
import { receipt } from '@/lib/model/records';
import { releaseItem, releasePage } from '@/lib/model/release';
import { banAccount } from '@/lib/services/account/ban';
import { getAccount } from '@/lib/services/account/get';
import { listAccounts } from '@/lib/services/account/list';
import { reinstateAccount } from '@/lib/services/account/reinstate';
import { listAlertItems } from '@/lib/services/alert/items';
import { listAudit } from '@/lib/services/audit/list';
import { verifyAudit } from '@/lib/services/audit/verify';
import { listBatchAccounts } from '@/lib/services/batch/accounts';
import { cancelBatch } from '@/lib/services/batch/cancel';
import { draftBatch } from '@/lib/services/batch/draft';
import { getBatch } from '@/lib/services/batch/get';
import { listBatches } from '@/lib/services/batch/list';
import { pauseBatch } from '@/lib/services/batch/pause';
import { planBatch } from '@/lib/services/batch/plan';
import { batchReceipt } from '@/lib/services/batch/receipt';
import { resumeBatch } from '@/lib/services/batch/resume';
import { retryBatch } from '@/lib/services/batch/retry';
import { reverseBatch } from '@/lib/services/batch/reverse';
import { submitBatch } from '@/lib/services/batch/submit';
import { confirmCampaign } from '@/lib/services/campaign/confirm';
import { dismissCampaign } from '@/lib/services/campaign/dismiss';
import { excludeAccount } from '@/lib/services/campaign/exclude';
import { excludeAccounts } from '@/lib/services/campaign/exclude-many';
import { getCampaign } from '@/lib/services/campaign/get';
import { includeAccount } from '@/lib/services/campaign/include';
import { includeAccounts } from '@/lib/services/campaign/include-many';
import { listCampaigns } from '@/lib/services/campaign/list';
import { listCampaignAccounts } from '@/lib/services/campaign/list-accounts';
import { mergeCampaign } from '@/lib/services/campaign/merge';
import { reopenCampaign } from '@/lib/services/campaign/reopen';
import { splitCampaign } from '@/lib/services/campaign/split';
import { undoDecision } from '@/lib/services/campaign/undo';
import { downloadCase } from '@/lib/services/case/download';
import { getCase } from '@/lib/services/case/get';
import { listCases } from '@/lib/services/case/list';
import { requestCase } from '@/lib/services/case/request';
import { getDemo } from '@/lib/services/demo/get';
import { requestDemoLoad } from '@/lib/services/demo/request-load';
import { requestDemoRemoval } from '@/lib/services/demo/request-removal';
import { listSources, sourceItem } from '@/lib/services/inbox/list';
import { bodyReceipt } from '@/lib/services/inbox/receive';
import { listRejects, rejectItem } from '@/lib/services/inbox/rejects';
import { retried, retryRejects } from '@/lib/services/inbox/retry';
import { addKey } from '@/lib/services/key/add';
import { apiKeyOut, listKeys } from '@/lib/services/key/list';
import { revokeKey } from '@/lib/services/key/revoke';
import { describeExports, exportsOut } from '@/lib/services/list/describe';
import { exportList } from '@/lib/services/list/export';
import { exportChoice, type ListSource } from '@/lib/services/list/source';
import { LISTS } from '@/lib/services/list/sources';
import { listReleases } from '@/lib/services/model/list-releases';
import { removeRelease } from '@/lib/services/model/remove-release';
import { setRelease } from '@/lib/services/model/set-release';
import { ackedOut, ackOrder } from '@/lib/services/order/ack';
import { ackOrders } from '@/lib/services/order/ack-many';
import { listOrders, orderOut } from '@/lib/services/order/list';
import { pulledOrders } from '@/lib/services/order/pull';
import { retryOrder } from '@/lib/services/order/retry';
import { readFeed } from '@/lib/services/share/feed';
import { getStripe } from '@/lib/services/stripe/get';
import { setUpStripe, stripeSetUp } from '@/lib/services/stripe/set-up';
import { addTarget } from '@/lib/services/target/add';
import { changeTarget } from '@/lib/services/target/change';
import { deliveryOut, targetDeliveries } from '@/lib/services/target/deliveries';
import { listTargets } from '@/lib/services/target/list';
import { pauseTarget } from '@/lib/services/target/pause';
import { removeTarget } from '@/lib/services/target/remove';
import { replayTarget } from '@/lib/services/target/replay';
import { resumeTarget } from '@/lib/services/target/resume';
import { targetItem, targetOut } from '@/lib/services/target/row';
import { testTarget } from '@/lib/services/target/test';
import { DETECTOR_OPERATIONS } from './detector-operations';
import { INTEL_OPERATIONS } from './intel-operations';
import { type Operation, operationsUnder } from './operation';

const of = operationsUnder('');

const time = z.iso.datetime();

/** A list as a file: its filter, the format and the columns are the query. */
const exportOf = ({ list, title, filter }: ListSource): Operation => ({
  method: 'get',
  path: `/api/v1/exports/${list}`,
  summary: `${title}, as a file: the rows of X-Retort-Rows, or an answer that breaks off.`,
  right: exportList.definition.right,
  input: filter.extend(exportChoice.shape),
  answer: z.string(),
  file: EXPORT_FORMATS.map((format) => LIST_FORMATS[format].type.split(';')[0] ?? ''),
});

const keyAdded = z
  .object({
    id: z.string(),
    key: z.string().meta({ description: 'The secret: shown only here.' }),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    expires_at: time.nullable(),
    source: z.string().nullable(),
  })
  .meta({ id: 'KeyAdded' });

/** Every route under /api/v1 but openapi.json itself. A test holds this list and the routes on disk to each other. */
export const OPERATIONS: readonly Operation[] = [
  ...INTEL_OPERATIONS,
  ...DETECTOR_OPERATIONS,
  of(
    'get',
    '/releases',
    listReleases,
    'Models and when each came out.',
    releasePage.meta({ id: 'Releases' }),
  ),
  of('put', '/releases', setRelease, 'Say when a model came out.', releaseItem.meta({ id: 'Release' })),
  of(
    'delete',
    '/releases',
    removeRelease,
    'Take back when a model came out.',
    z.object({ model: z.string(), released_at: z.null() }),
  ),
  of('get', '/demo', getDemo, 'How much of the demonstration world is there.', demoOut.meta({ id: 'Demo' })),
  of(
    'post',
    '/demo/removal',
    requestDemoRemoval,
    'Have everything of the demonstration world taken away. Records of real sources stay.',
    z.object({ id: z.string() }),
    202,
  ),
  of(
    'post',
    '/demo/load',
    requestDemoLoad,
    'Have the demonstration world loaded where there is none.',
    z.object({ id: z.string() }),
    202,
  ),
  {
    method: 'post',
    path: '/api/v1/ingest',
    summary:
      'Take in records, one JSON object a line. A bad line is rejected by itself; the others are kept.',
    right: 'ingest',
    input: z.object({}),
    answer: receipt.meta({ id: 'Receipt' }),
    body: {
      type: 'application/x-ndjson',
      description: 'At most 32 MiB; `Content-Encoding: gzip` is allowed.',
    },
  },
  {
    method: 'post',
    path: '/api/v1/ingest/{source}',
    summary:
      'Keep a body of what another system logs (litellm, otel, langfuse, bedrock, …) and take it in within seconds. Answered once it is durable.',
    right: 'ingest',
    input: z.object({ source: z.string().meta({ description: 'A source that is built in or was added.' }) }),
    answer: bodyReceipt.meta({ id: 'BodyReceipt' }),
    status: 202,
    body: {
      type: 'application/json',
      description:
        'At most 32 MiB in the layout of the source, whatever the content type; `Content-Encoding: gzip` is allowed.',
    },
  },
  {
    method: 'post',
    path: '/api/v1/ingest/stripe',
    summary:
      'The webhook endpoint for Stripe: an event, signed in the header Stripe-Signature by the secret of the endpoint. No key is needed.',
    right: 'ingest',
    input: z.object({}),
    answer: z.object({ outcome: z.enum(['taken', 'known', 'ignored', 'unplaced']) }),
    body: { type: 'application/json', description: 'One event, at most 1 MiB.' },
  },
  of('get', '/stripe', getStripe, 'The endpoint for Stripe, and what became of its events.', stripeOut),
  of('put', '/stripe', setUpStripe, 'Set up the endpoint for Stripe: its signing secret.', stripeSetUp),
  of(
    'get',
    '/sources',
    listSources,
    'The sources of records: rate, lag, rejects, and what each cannot say.',
    z.object({ items: z.array(sourceItem) }),
  ),
  of(
    'get',
    '/sources/{name}/rejects',
    listRejects,
    'Rejected rows of a source, newest first.',
    pageOf(rejectItem),
  ),
  of('post', '/sources/{name}/retry', retryRejects, 'Try rejected rows of a source again.', retried),
  of('get', '/campaigns', listCampaigns, 'Campaigns, highest score first.', pageOf(campaignItem)),
  of('get', '/campaigns/{id}', getCampaign, 'One campaign with its evidence and accounts.', campaignWhole),
  of(
    'get',
    '/campaigns/{id}/accounts',
    listCampaignAccounts,
    'The accounts of a campaign, surest first.',
    pageOf(accountOfCampaign),
  ),
  of('post', '/campaigns/{id}/confirm', confirmCampaign, 'Confirm a campaign.', campaignDecided),
  of('post', '/campaigns/{id}/dismiss', dismissCampaign, 'Dismiss a campaign.', campaignDecided),
  of(
    'post',
    '/campaigns/{id}/accounts/{account_id}/exclude',
    excludeAccount,
    'Take an account out of a campaign, for later runs too.',
    campaignRelisted,
  ),
  of(
    'post',
    '/campaigns/{id}/accounts/{account_id}/include',
    includeAccount,
    'Take the exclusion of an account back.',
    campaignRelisted,
  ),
  of(
    'post',
    '/campaigns/{id}/accounts/exclude',
    excludeAccounts,
    'Take up to 1,000 accounts out of a campaign by one decision, for later runs too.',
    campaignRelistedMany,
  ),
  of(
    'post',
    '/campaigns/{id}/accounts/include',
    includeAccounts,
    'Take the exclusion of up to 1,000 accounts back.',
    campaignRelistedMany,
  ),
  of(
    'post',
    '/campaigns/{id}/merge',
    mergeCampaign,
    'Say that a campaign is the same operation as another, for later runs too.',
    campaignMerged,
  ),
  of(
    'post',
    '/campaigns/{id}/split',
    splitCampaign,
    'Make some accounts a campaign of their own, for later runs too.',
    campaignSplit,
  ),
  of('post', '/campaigns/{id}/reopen', reopenCampaign, 'Make a campaign suspected again.', campaignReopened),
  of('post', '/campaigns/{id}/undo', undoDecision, 'Take the last decision back.', campaignUndone),
  of(
    'post',
    '/campaigns/{id}/case-files',
    requestCase,
    'Ask for a case file of a campaign. The worker writes it.',
    caseFileItem,
    202,
  ),
  of(
    'get',
    '/campaigns/{id}/case-files',
    listCases,
    'The case files of a campaign, newest first.',
    caseFilePage,
  ),
  of('get', '/case-files/{id}', getCase, 'One case file and how far it is.', caseFileItem),
  {
    ...of('get', '/case-files/{id}/content', downloadCase, 'The bytes of a case file.', z.string()),
    file: 'application/zip',
  },
  of('get', '/accounts', listAccounts, 'Every account, in a fixed order.', pageOf(accountItem)),
  of('get', '/accounts/{id}', getAccount, 'One account and its campaigns.', accountWhole),
  of('post', '/accounts/{id}/ban', banAccount, 'Ban an account.', accountEnforced),
  of('post', '/accounts/{id}/reinstate', reinstateAccount, 'Reinstate an account.', accountEnforced),
  of('get', '/batches', listBatches, 'Batches, newest first.', pageOf(batchItem)),
  of(
    'post',
    '/batches',
    draftBatch,
    'Begin a batch: say which accounts are meant. Its accounts are written down within seconds.',
    batchDone,
    201,
  ),
  of('get', '/batches/{id}', getBatch, 'One batch with its preview and progress.', batchWhole),
  of('get', '/batches/{id}/accounts', listBatchAccounts, 'The accounts of a batch.', batchAccountPage),
  of(
    'post',
    '/batches/{id}/plan',
    planBatch,
    'What submitting would do, and the phrase to type for it. Changes nothing.',
    batchPlan,
  ),
  of(
    'post',
    '/batches/{id}/submit',
    submitBatch,
    'Say what is done to whom, when and why. It starts, or waits for a second person.',
    batchDone,
  ),
  of('post', '/batches/{id}/pause', pauseBatch, 'Stop a batch for now.', batchDone),
  of('post', '/batches/{id}/resume', resumeBatch, 'Let a paused batch go on.', batchDone),
  of('post', '/batches/{id}/cancel', cancelBatch, 'End a batch; what it has done stays.', batchDone),
  of('post', '/batches/{id}/retry', retryBatch, 'Try the accounts again that failed.', batchDone),
  of(
    'post',
    '/batches/{id}/reverse',
    reverseBatch,
    'Take back what a batch did, to all or to some: makes a batch that reinstates them.',
    batchDone.extend({ reverses: z.string() }).meta({ id: 'BatchReversed' }),
  ),
  {
    ...of(
      'get',
      '/batches/{id}/receipt',
      batchReceipt,
      'What became of every account of a batch, as a file.',
      z.string(),
    ),
    file: 'text/csv',
  },
  of('get', '/alerts', listAlertItems, 'Alerts, newest first.', pageOf(alertItem)),
  {
    ...of(
      'get',
      '/orders',
      listOrders,
      "Orders to the provider's systems, newest first. With `after`, instead the orders that wait for a pull target, in the order in which they are to be done: for a key with the scope orders.",
      z.union([pageOf(orderOut.meta({ id: 'Order' })), pulledOrders.meta({ id: 'PulledOrders' })]),
    ),
    input: listOrders.definition.input.extend({
      after: z
        .string()
        .optional()
        .meta({ description: 'The place behind which to go on; empty: from the first.' }),
      target: z.string().optional().meta({ description: 'Which pull target, where there are several.' }),
    }),
  },
  of(
    'post',
    '/orders/{id}/ack',
    ackOrder,
    'Say that a fetched order is done, or that it cannot be.',
    ackedOut.meta({ id: 'Acknowledged' }),
  ),
  of(
    'post',
    '/orders/ack',
    ackOrders,
    'Say that fetched orders are done, all of them or, when one is unknown, none.',
    z.object({ items: z.array(ackedOut) }),
  ),
  of(
    'post',
    '/orders/{id}/retry',
    retryOrder,
    'Try a dead order again.',
    z.object({ id: z.string(), status: z.literal('pending') }),
  ),
  of('get', '/keys', listKeys, 'API keys, newest first.', pageOf(apiKeyOut.meta({ id: 'Key' }))),
  of('post', '/keys', addKey, 'Make an API key.', keyAdded, 201),
  of(
    'delete',
    '/keys/{id}',
    revokeKey,
    'Revoke an API key.',
    z.object({ id: z.string(), name: z.string(), revoked_at: time }),
  ),
  of(
    'get',
    '/targets',
    listTargets,
    'The systems that orders go to, with what waits for each.',
    pageOf(targetItem.meta({ id: 'Target' })),
  ),
  of(
    'post',
    '/targets',
    addTarget,
    "Add a target. A webhook's secret is made when none is given, and shown once.",
    targetOut.extend({ secret: z.string().optional() }).meta({ id: 'TargetAdded' }),
    201,
  ),
  of(
    'put',
    '/targets/{id}',
    changeTarget,
    'Change how a target is set. Without a secret the old one stands.',
    targetOut.meta({ id: 'TargetSet' }),
  ),
  of(
    'delete',
    '/targets/{id}',
    removeTarget,
    'Take a target away. What waits for it and for no other waits for a new one.',
    z.object({ id: z.string(), removed_at: time }),
  ),
  of('post', '/targets/{id}/pause', pauseTarget, 'Stop delivery to a target; its orders wait.', targetOut),
  of(
    'post',
    '/targets/{id}/resume',
    resumeTarget,
    'Go on with a paused or failing target at once.',
    targetOut,
  ),
  of(
    'post',
    '/targets/{id}/test',
    testTarget,
    'Have a target tried; what came of it is on the target then.',
    z.object({ id: z.string(), version: z.number().int() }),
  ),
  of(
    'post',
    '/targets/{id}/replay',
    replayTarget,
    'Have every dead letter of a target sent again.',
    z.object({ id: z.string(), replaying: z.literal(true) }),
  ),
  of(
    'get',
    '/targets/{id}/deliveries',
    targetDeliveries,
    'What became of each order at one target, newest first.',
    pageOf(deliveryOut.meta({ id: 'Delivery' })),
  ),
  of(
    'get',
    '/audit',
    listAudit,
    'The audit log, newest first, by who did what to which thing and when.',
    pageOf(auditEntryOut.meta({ id: 'AuditEntry' })),
  ),
  of(
    'get',
    '/audit/verify',
    verifyAudit,
    'Check the next stretch of the audit log against its hashes.',
    chainChecked,
  ),
  {
    ...of(
      'get',
      '/feeds/{name}',
      readFeed,
      'A block list of confirmed campaigns as plain text, with an ETag. To a peer: of what is shared with it.',
      z.string(),
    ),
    file: 'text/plain',
  },
  of(
    'get',
    '/exports',
    describeExports,
    'The lists that can be had as a file, with their columns.',
    exportsOut.meta({ id: 'Exports' }),
  ),
  ...EXPORT_LISTS.map((list) => exportOf(LISTS[list])),
];
