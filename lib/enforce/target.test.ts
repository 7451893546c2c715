import { describe, expect, test } from 'vitest';
import { refuseAddress, refuseUrl, resolveTarget } from './target';

const PUBLIC = { allowPrivate: false };
const ON_PREMISES = { allowPrivate: true };

describe('addresses that orders may be sent to', () => {
  test.each([
    // address, refused by default, refused on premises
    ['93.184.216.34', false, false],
    ['2606:2800:220:1:248:1893:25c8:1946', false, false],
    ['127.0.0.1', false, false],
    ['::1', false, false],
    ['10.1.2.3', true, false],
    ['172.16.0.1', true, false],
    ['192.168.1.1', true, false],
    ['100.64.0.1', true, false],
    ['fd00::1', true, false],
    ['::ffff:10.1.2.3', true, false],
    ['169.254.169.254', true, true],
    ['::ffff:169.254.169.254', true, true],
    ['64:ff9b::a9fe:a9fe', true, true],
    ['2002:a9fe:a9fe::1', true, true],
    ['fe80::1', true, true],
    ['0.0.0.0', true, true],
    ['::', true, true],
    ['255.255.255.255', true, true],
    ['224.0.0.1', true, true],
    ['not an address', true, true],
  ])('%s', (address, byDefault, onPremises) => {
    expect(refuseAddress(address, PUBLIC) !== null).toBe(byDefault);
    expect(refuseAddress(address, ON_PREMISES) !== null).toBe(onPremises);
  });
});

describe('a webhook address', () => {
  test.each([
    ['https://hooks.example.org/retort', null],
    ['http://127.0.0.1:9000/hook', null],
    ['http://localhost:9000/hook', null],
    ['http://[::1]:9000/hook', null],
    ['http://hooks.example.org/retort', /must begin with https/],
    ['http://127.0.0.1.example.org/', /must begin with https/],
    ['https://169.254.169.254/latest', /not an address that orders may be sent to/],
    ['https://2852039166/latest', /not an address that orders may be sent to/],
    ['https://0x7f.1/', null],
    ['https://10.0.0.5/hook', /RETORT_WEBHOOK_ALLOW_PRIVATE/],
    ['https://user:secret@hooks.example.org/', /must not hold a user/],
    ['ftp://hooks.example.org/', /must begin with https/],
    ['file:///etc/passwd', /must begin with https/],
    ['hooks.example.org', /not a complete address/],
  ])('%s', (url, refusal) => {
    if (refusal === null) expect(refuseUrl(url, PUBLIC)).toBeNull();
    else expect(refuseUrl(url, PUBLIC)).toMatch(refusal);
  });

  const to =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: 4 }));

  test('is pinned to the address that was checked', async () => {
    const url = new URL('https://hooks.example.org/');
    expect(await resolveTarget(url, PUBLIC, to('93.184.216.34'))).toEqual({
      address: '93.184.216.34',
      family: 4,
    });
  });

  test.each([
    [
      'a name that points into a private network',
      'https://hooks.example.org/',
      ['10.0.0.1'],
      /private network/,
    ],
    [
      'a name of which one address is not public',
      'https://hooks.example.org/',
      ['93.184.216.34', '169.254.169.254'],
      /link/i,
    ],
    [
      'plain http to a name that is not this machine',
      'http://localhost/',
      ['93.184.216.34'],
      /not this machine/,
    ],
    ['a name without addresses', 'https://hooks.example.org/', [], /no address/],
  ])('%s is refused', async (_, url, addresses, sentence) => {
    await expect(resolveTarget(new URL(url), PUBLIC, to(...addresses))).rejects.toThrow(sentence);
  });
});
