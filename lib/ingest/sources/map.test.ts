import { describe, expect, it } from 'vitest';
import type { Profile } from '@/lib/model/mapping';
import { profile as profileSchema } from '@/lib/model/mapping-schema';
import { SOURCES } from './index';
import { litellm } from './litellm';
import { Mapper, mapRecord } from './map';

const NOW = Date.UTC(2026, 10, 22) * 1000;

function map(profile: Profile, row: unknown) {
  return mapRecord(profile, row, NOW);
}

const SMALL: Profile = {
  keep: [{ paths: ['kind'], not: ['ping'] }],
  refuse: [{ paths: ['version'], is: ['0'], message: 'Version 0 is no longer read.' }],
  fields: {
    id: [{ paths: ['id', 'meta.id'] }],
    account_id: [{ paths: ['meta.owner', 'owner'], words: { nobody: '' } }],
    occurred_at: [{ paths: ['at'] }],
    model: [{ paths: ['model'] }],
    status: [{ paths: ['code'] }, { paths: ['outcome'], words: { ok: '200', failed: '500' } }],
    latency_ms: [
      { paths: ['took'], as: 'seconds' },
      { paths: ['at', 'until'], as: 'between' },
    ],
    input_tokens: [{ paths: ['tokens."in.all"'] }],
  },
};
const ROW = { id: 'r1', meta: '{"owner": "o1", "tier": "gold"}', at: '2026-11-20T10:00:00Z', model: 'm' };

describe('a mapping', () => {
  it('says what each field was read from, and what is left', () => {
    expect(
      map(SMALL, { ...ROW, tokens: { 'in.all': '12', out: 3 }, took: 1.5, note: 'x', empty: '' }),
    ).toEqual({
      record: {
        type: 'exchange',
        id: 'r1',
        account_id: 'o1',
        occurred_at: '2026-11-20T10:00:00Z',
        model: 'm',
        latency_ms: 1500,
        input_tokens: 12,
      },
      outcome: 'taken',
      used: [
        { target: 'id', path: 'id', as: 'id' },
        { target: 'account_id', path: 'meta.owner', as: 'id' },
        { target: 'occurred_at', path: 'at', as: 'time' },
        { target: 'model', path: 'model', as: 'id' },
        { target: 'input_tokens', path: 'tokens."in.all"', as: 'count' },
        { target: 'latency_ms', path: 'took', as: 'seconds' },
      ],
      unused: ['meta.tier', 'tokens.out', 'note'],
      problems: [],
    });
  });

  it.each([
    ['a word that stands for a value', { outcome: 'failed' }, { status: 500 }],
    ['the rule before it', { outcome: 'failed', code: '429' }, { status: 429 }],
    ['a value that is none of the kind', { code: 'odd', outcome: 'ok' }, { status: 200 }],
    ['two times', { until: '2026-11-20 10:00:02.5' }, { latency_ms: 2500 }],
    ['a word that stands for nothing', { meta: { owner: 'nobody' }, owner: 'o2' }, { account_id: 'o2' }],
    ['a number as an id', { id: 77 }, { id: '77' }],
    ['a long id', { id: 'x'.repeat(300) }, { id: expect.stringMatching(/^x{150}~[0-9a-f]{32}$/) }],
  ])('reads %s', (_, more, expected) => {
    expect(map(SMALL, { ...ROW, ...more })).toMatchObject({ outcome: 'taken', record: expected });
  });

  it.each([
    ['a row to pass over', { kind: 'ping' }, 'passed'],
    ['a row to refuse', { version: 0 }, { code: 'refused', message: 'Version 0 is no longer read.' }],
    [
      'no account',
      { meta: '' },
      { code: 'missing_field', message: 'account_id is missing: nothing in meta.owner, owner.' },
    ],
    [
      'a time that is none',
      { at: 'noon' },
      { code: 'bad_value', message: 'occurred_at: what at holds cannot be read as one.' },
    ],
    ['an old time', { at: '2019-01-01T00:00:00Z' }, { code: 'time_out_of_range' }],
    ['a time to come', { at: '2027-01-01T00:00:00Z' }, { code: 'time_out_of_range' }],
    ['an id that cannot be stored', { id: 'a\0b' }, { code: 'bad_value' }],
  ])('says why not: %s', (_, more, outcome) => {
    expect(map(SMALL, { ...ROW, ...more }).outcome).toEqual(
      typeof outcome === 'string' ? outcome : expect.objectContaining(outcome),
    );
  });

  it.each([null, 7, 'text', [], undefined])('takes %s for no row', (row) => {
    expect(new Mapper(SMALL).read(row, NOW)).toMatchObject({ code: 'json' });
  });

  it('leaves nothing of one row in the next', () => {
    const mapper = new Mapper(SMALL);
    mapper.read({ ...ROW, code: 429 }, NOW);
    mapper.read({ ...ROW, id: 'r2' }, NOW);
    expect(mapper.record).toMatchObject({ id: 'r2', status: undefined });
  });

  it('names what was there but could not be read', () => {
    expect(map(SMALL, { ...ROW, took: 'long' }).problems).toEqual([
      { target: 'latency_ms', path: 'took', message: 'This is no number of seconds.' },
    ]);
  });
});

describe('every built-in mapping', () => {
  it.each(SOURCES.flatMap(({ name, profile }) => (profile ? [[name, profile] as const] : [])))(
    'can be stored: %s',
    (_, profile) => {
      expect(JSON.parse(JSON.stringify(profileSchema.parse(profile)))).toEqual(profile);
    },
  );
});

const PAYLOAD = {
  id: 'chatcmpl-1',
  call_type: 'acompletion',
  status: 'success',
  startTime: 1763625600.25,
  endTime: 1763625601.5,
  model: 'aster-2',
  prompt_tokens: 31,
  completion_tokens: 200,
  end_user: 'written-by-the-caller',
  requester_ip_address: '100.70.3.9',
  user_agent: 'aster-python/1.2.0',
  messages: [
    { role: 'system', content: 'Be terse.' },
    { role: 'user', content: [{ type: 'text', text: 'Name three colours.' }] },
  ],
  model_parameters: {
    temperature: 1,
    max_tokens: 4096,
    stream: true,
    tools: [{ type: 'function', function: { name: 'paint' } }],
  },
  metadata: {
    user_api_key_user_id: 'u1',
    user_api_key_hash: 'ab'.repeat(32),
    requester_custom_headers: { 'x-ja4': 't13d' },
  },
};

const SPEND = {
  request_id: 'chatcmpl-1',
  call_type: 'acompletion',
  api_key: 'ab'.repeat(32),
  prompt_tokens: 31,
  completion_tokens: 200,
  startTime: '2025-11-20 08:00:00.250000',
  endTime: '2025-11-20 08:00:01.500000',
  model: 'aster-2',
  user: 'u1',
  metadata: '{"user_agent": "aster-python/1.2.0", "error_information": null}',
  messages: '{}',
  response: '{}',
  proxy_server_request:
    '{"messages": [{"role": "user", "content": "Name three colours."}], "temperature": 1}',
  requester_ip_address: '100.70.3.9',
  status: 'success',
};

describe('LiteLLM', () => {
  const profile = litellm.profile as Profile;

  it('is read from what its webhook sends', () => {
    expect(map(profile, PAYLOAD).record).toMatchObject({
      id: 'chatcmpl-1',
      account_id: 'u1',
      occurred_at: '2025-11-20T08:00:00.250000Z',
      system: 'Be terse.',
      prompt: 'Name three colours.',
      tools: [{ name: 'paint' }],
      params: { temperature: 1, max_tokens: 4096 },
      api_key_id: 'ab'.repeat(32),
      input_tokens: 31,
      output_tokens: 200,
      status: 200,
      latency_ms: 1250,
      ip: '100.70.3.9',
      ja4: 't13d',
    });
  });

  it('is the same exchange in its table', () => {
    const [hook, table] = [map(profile, PAYLOAD).record, map(profile, SPEND).record];
    for (const field of [
      'id',
      'account_id',
      'occurred_at',
      'prompt',
      'api_key_id',
      'user_agent',
      'latency_ms',
    ] as const)
      expect(table[field], field).toEqual(hook[field]);
  });

  it.each([
    ['a failure', { status: 'failure' }, { status: 500 }],
    [
      'the code of a failure',
      { status: 'failure', error_information: { error_code: '429' } },
      { status: 429 },
    ],
    ['a guardrail', { status_fields: { guardrail_status: 'guardrail_intervened' } }, { refused: true }],
    [
      'nobody known',
      { metadata: { user_api_key_user_id: 'default_user_id', user_api_key_team_id: 't1' } },
      { account_id: 't1' },
    ],
    ['only the caller’s word', { metadata: {} }, { account_id: 'written-by-the-caller' }],
    ['what was kept out of the log', { messages: 'redacted-by-litellm' }, { model: 'aster-2' }],
    ['a text as prompt', { messages: 'Just text' }, { prompt: 'Just text' }],
  ])('says %s', (_, more, expected) => {
    expect(map(profile, { ...PAYLOAD, ...more })).toMatchObject({ outcome: 'taken', record: expected });
  });

  it('refuses its old payload with a sentence that helps', () => {
    const old = {
      id: 'x',
      startTime: '2025-11-20 08:00:00',
      model: 'm',
      modelParameters: "{'temperature': 1}",
      usage: '{}',
    };
    expect(map(profile, old).outcome).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('generic_api_use_v1'),
    });
  });

  it('passes over what is no conversation', () => {
    expect(map(profile, { ...PAYLOAD, call_type: 'aembedding' }).outcome).toBe('passed');
  });
});
