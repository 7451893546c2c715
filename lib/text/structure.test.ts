import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBlock, emailShape, parameterVector, toolSchema, userAgentFamily } from './structure';

describe('toolSchema', () => {
  const schema = { type: 'object', properties: { city: { type: 'string' }, days: { type: 'integer' } } };
  it('does not mind order, descriptions and the API’s form', () => {
    const one = toolSchema([{ name: 'weather', description: 'a', input_schema: schema }, { name: 'search' }]);
    const other = toolSchema([
      { name: 'search' },
      { name: 'weather', type: 'function', function: { name: 'weather', parameters: schema } },
    ]);
    expect(other).toEqual(one);
    expect(one?.label).toBe('2 tools: search, weather');
  });
  it('minds names and parameters', () => {
    const keys = [
      toolSchema(['a']),
      toolSchema(['b']),
      toolSchema(['a', 'b']),
      toolSchema([{ name: 'a', input_schema: schema }]),
    ];
    expect(new Set(keys.map((keyed) => keyed?.key)).size).toBe(4);
  });
  it('has none for no tools', () => {
    expect([toolSchema(undefined), toolSchema([]), toolSchema([''])]).toEqual([null, null, null]);
  });
});

describe('parameterVector', () => {
  it('is canonical, without what differs from request to request', () => {
    expect(parameterVector({ temperature: 0.7, max_tokens: 100 })).toEqual(
      parameterVector({ max_tokens: 100, temperature: 0.70000001, seed: 333 }),
    );
    expect(parameterVector({ temperature: 0.7 })?.key).not.toBe(parameterVector({ temperature: 0.8 })?.key);
    expect(parameterVector({ max_tokens: 100, temperature: 0.7 })?.label).toBe(
      'max_tokens=100 temperature=0.7',
    );
  });
  it('has none for nothing', () => {
    expect([
      parameterVector(undefined),
      parameterVector({}),
      parameterVector({ seed: 1, user: 'x' }),
    ]).toEqual([null, null, null]);
  });
  it('answers for any object, with a label that can be stored', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.anything({ maxDepth: 3 })), (params) => {
        const label = parameterVector(params)?.label ?? '';
        expect(label.length).toBeLessThanOrEqual(120);
        expect(label).not.toMatch(/\0|\p{Surrogate}/u);
      }),
    );
  });
});

describe('addressBlock', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:8.8.4.4', '8.8.4.0/24'],
    ['2a01:4f8:1:2::3', '2a01:4f8:1::/48'],
    [' 8.8.8.8 ', '8.8.8.0/24'],
    ['10.1.2.3', '10.1.2.0/24'],
    ['010.1.2.3', null],
    ['0.1.2.3', null],
    ['169.254.1.1', null],
    ['224.0.0.1', null],
    ['240.1.2.3', '240.1.2.0/24'],
    ['2001:0db8:0011:ab::7', '2001:db8:11::/48'],
    ['2001:DB8:11::7', '2001:db8:11::/48'],
    ['2001:db8:0:1:2:3:4:5', '2001:db8::/48'],
    ['2001:0:11::7', '2001:0:11::/48'],
    ['2001:db8:11:1:2:3:4:5', '2001:db8:11::/48'],
    ['2001:00db8:11::7', null],
    ['ff02:1:2::3', null],
    ['fd00:1:2::3', 'fd00:1:2::/48'],
    ['127.0.0.1', null],
    ['fe80::1', null],
    ['256.1.1.1', null],
    ['1.2.3', null],
    ['0x7f.1', null],
    ['example.org', null],
    [undefined, null],
  ])('%s → %s', (ip, block) => {
    expect(addressBlock(ip)).toBe(block);
  });
});

describe('emailShape', () => {
  it.each([
    ['lena.kern42@example.org', 'aaaa.aaaa99'],
    ['张三1', 'aa9'],
    ['...', null],
    [undefined, null],
  ])('%s → %s', (address, shape) => {
    expect(emailShape(address)).toBe(shape);
  });
});

describe('userAgentFamily', () => {
  it.each([
    ['OpenAI/Python 1.52.0', 'openai/python/1'],
    ['anthropic-sdk-typescript/0.30.1', 'anthropic-sdk-typescript/0'],
    ['claude-cli/2.0.14 (external, cli)', 'claude-cli/2'],
    ['python-requests/2.31.0', 'python-requests/2'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
      'chrome/131',
    ],
    [
      'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36',
      'headless-chrome/131',
    ],
    ['', null],
    [undefined, null],
  ])('%s → %s', (agent, family) => {
    expect(userAgentFamily(agent)).toBe(family);
  });
});
