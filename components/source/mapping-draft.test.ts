import { describe, expect, test } from 'vitest';
import type { Profile } from '@/lib/model/mapping';
import {
  changedTargets,
  coercionOf,
  dropPath,
  missingTargets,
  pathsOf,
  preferPath,
  readDraft,
} from './mapping-draft';

const profile: Profile = {
  rows: ['data'],
  fields: {
    id: [{ paths: ['request_id', 'id'] }],
    occurred_at: [{ paths: ['time'] }],
    latency_ms: [{ paths: ['ms'] }, { paths: ['start', 'end'], as: 'between' }],
  },
};

describe('a mapping that somebody edits', () => {
  test.each([
    ['a new path comes first', preferPath(profile, 'id', 'uuid', 'id'), ['uuid', 'request_id', 'id']],
    ['a known one moves up', preferPath(profile, 'id', 'id', 'id'), ['id', 'request_id']],
    ['one goes', dropPath(profile, 'id', 'id'), ['request_id']],
    ['one that is not there stays away', dropPath(profile, 'id', 'x'), ['request_id', 'id']],
  ])('%s', (_, edited, paths) => {
    expect(pathsOf(edited, 'id')).toEqual(paths);
    expect(edited.rows).toEqual(['data']);
    expect(profile.fields.id).toEqual([{ paths: ['request_id', 'id'] }]);
  });

  test('a field without places is left out, and a required one is missing then', () => {
    const edited = dropPath(profile, 'occurred_at', 'time');
    expect('occurred_at' in edited.fields).toBe(false);
    expect(missingTargets(edited)).toEqual(['account_id', 'occurred_at', 'model']);
    expect(changedTargets(profile, edited)).toEqual(['occurred_at']);
  });

  test('a path is read as the rule that names it says, else as is usual', () => {
    const edited = preferPath(profile, 'latency_ms', 'seconds', 'seconds');
    expect(edited.fields.latency_ms?.[0]).toEqual({ paths: ['seconds'], as: 'seconds' });
    expect(coercionOf(edited, 'latency_ms', 'seconds')).toBe('seconds');
    expect(coercionOf(edited, 'latency_ms', 'ms')).toBe('millis');
    expect(coercionOf(edited, 'latency_ms', 'start')).toBe('between');
    expect(pathsOf(dropPath(edited, 'latency_ms', 'start'), 'latency_ms')).toEqual(['seconds', 'ms']);
  });

  test.each([
    ['', null],
    ['{', null],
    ['null', null],
    ['{"profile":{},"version":1}', null],
    ['{"profile":{"fields":{}},"version":1}', { profile: { fields: {} }, version: 1 }],
  ])('a kept draft %j', (text, draft) => {
    expect(readDraft(text)).toEqual(draft);
  });
});
