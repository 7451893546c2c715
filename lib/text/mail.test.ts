import { describe, expect, it } from 'vitest';
import { hostingNetwork } from './hosting';
import { isDisposable, mailbox, mailParts, mailShape, plainPhone, registrableDomain } from './mail';

describe('an address', () => {
  it.each([
    ['Anna.Berg07@Mail.Example.org', { local: 'Anna.Berg07', domain: 'mail.example.org' }],
    [' a@b@example.org ', null],
    ['anna', null],
    ['@example.org', null],
    ['anna@localhost', null],
    ['Anna <anna@example.org>', null],
    [`${'a'.repeat(320)}@example.org`, null],
  ])('%s is taken apart', (given, parts) => expect(mailParts(given)).toEqual(parts));

  it.each([
    ['Anna.Berg07', 'aaaa.bbbb99'],
    ['x', 'a'],
    ['2019-kim_lee', '9999-aaa_bbb'],
    ['anna+test1', 'aaaa+bbbb9'],
    ['анна.б', 'aaaa.b'],
    ['a☂b', 'a?b'],
    ['x'.repeat(90), 'a'.repeat(64)],
  ])('%s has a shape', (local, shape) => expect(mailShape(local)).toBe(shape));

  it.each([
    ['Anna.Berg+shop@GMAIL.com', 'annaberg@gmail.com'],
    ['anna.berg@googlemail.com', 'annaberg@gmail.com'],
    ['anna.berg+x+y@Example.org', 'anna.berg@example.org'],
    ['+1@example.org', '+1@example.org'],
    ['nothing', null],
  ])('%s is one mailbox', (given, spelled) => expect(mailbox(given)).toBe(spelled));
});

describe('a domain', () => {
  it.each([
    ['a.mail.example.co.uk', 'example.co.uk'],
    ['example.org', 'example.org'],
    ['co.uk', null],
    ['192.0.2.1', null],
    ['bad domain', null],
  ])('%s was registered', (name, registered) => expect(registrableDomain(name)).toBe(registered));

  it.each([
    ['mailinator.com', true],
    ['eu.mailinator.com', true],
    ['gmail.com', false],
    ['example.org', false],
  ])('%s gives addresses away', (name, known) => expect(isDisposable(name)).toBe(known));
});

it.each([
  ['+49 (30) 123-456', '+4930123456'],
  ['0049 30 123456', '+4930123456'],
  ['030/123456', '030123456'],
  ['12', null],
  ['call me', null],
])('the telephone number %s', (given, plain) => expect(plainPhone(given)).toBe(plain));

it.each([
  ['24940', 'Hetzner'],
  ['AS24940', 'Hetzner'],
  ['64500', null],
  ['', null],
  [null, null],
])('the network %s', (asn, name) => expect(hostingNetwork(asn)).toBe(name));
