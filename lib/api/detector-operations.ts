import { z } from 'zod';
import { backtestOut, detectorItem, detectorPage, detectorWhole, signalUses } from '@/lib/model/detector';
import { cancelBacktest } from '@/lib/services/detector/cancel-backtest';
import { discardDetector } from '@/lib/services/detector/discard';
import { getDetector } from '@/lib/services/detector/get';
import { goLive } from '@/lib/services/detector/go-live';
import { listDetectors } from '@/lib/services/detector/list';
import { requestBacktest } from '@/lib/services/detector/request-backtest';
import { saveDraft } from '@/lib/services/detector/save-draft';
import { signalsInUse } from '@/lib/services/detector/signals';
import { toShadow } from '@/lib/services/detector/to-shadow';
import { type Operation, operationsUnder } from './operation';

const of = operationsUnder('/detectors');

const item = detectorItem.meta({ id: 'Detector' });

/** How detection weighs what it finds. Who changes it is a person: no key has the right. */
export const DETECTOR_OPERATIONS: readonly Operation[] = [
  of('get', '', listDetectors, 'Versions of how detection weighs what it finds, newest first.', detectorPage),
  of('post', '', saveDraft, 'Save a draft: a new one, or the one with `id` anew.', item, 201),
  of('get', '/signals', signalsInUse, 'In how many open campaigns each signal speaks now.', signalUses),
  of(
    'get',
    '/{id}',
    getDetector,
    'A version, what it would do as a shadow, and its last back-test.',
    detectorWhole.meta({ id: 'DetectorWhole' }),
  ),
  of('post', '/{id}/shadow', toShadow, 'Judge by a draft as well, beside what is live.', item),
  of('post', '/{id}/live', goLive, 'Judge by a version from now on; what was live can be so again.', item),
  of(
    'post',
    '/{id}/discard',
    discardDetector,
    'End a shadow, which is a draft again, or throw a draft away.',
    z.object({ id: z.string(), state: z.enum(['draft', 'discarded']) }),
  ),
  of(
    'post',
    '/{id}/back-tests',
    requestBacktest,
    'Judge the records as of now and of earlier days by this version; changes nothing.',
    backtestOut.meta({ id: 'Backtest' }),
    202,
  ),
  of(
    'post',
    '/{id}/back-tests/cancel',
    cancelBacktest,
    'Cancel the back-test of a version.',
    z.object({ id: z.string(), status: z.literal('cancelled') }),
  ),
];
