import { describe, expect, it } from 'vitest';
import { ownIndicator } from './peer-indicator';

describe('ownIndicator', () => {
  it.each([
    ['ip', '203.0.113.7', 'address_block', '203.0.113.0/24'],
    ['IPv4-Addr', ' 203.0.113.7 ', 'address_block', '203.0.113.0/24'],
    ['ipv6', '2001:db8:1:2::3', 'address_block', '2001:db8:1::/48'],
    ['cidr', '203.0.113.64/26', 'address_block', '203.0.113.0/24'],
    ['address_block', '203.0.113.0/24', 'address_block', '203.0.113.0/24'],
    ['address_block', '2001:db8:1::/48', 'address_block', '2001:db8:1::/48'],
    ['signup_ip', '203.0.113.7', 'signup_block', '203.0.113.0/24'],
    ['card_fingerprint', 'pm_1X', 'payment_fingerprint', 'pm_1X'],
    ['card-fingerprint', 'pm_1X', 'payment_fingerprint', 'pm_1X'],
    ['bin', '400000', 'payment_bin', '400000'],
    ['email_domain', '@Mail.Example', 'email_domain', 'mail.example'],
    ['domain-name', 'mail.example.', 'email_domain', 'mail.example'],
    ['email_sha256', 'AB12', 'email_hash', 'ab12'],
    ['asn', 'AS64500', 'asn', '64500'],
    ['autonomous system', '64500', 'asn', '64500'],
    ['device_id', 'Dev_1', 'device', 'Dev_1'],
    ['user-agent', 'aster-python/1.24.0 httpx', 'user_agent', 'aster-python/1'],
    ['user_agent', 'aster-python/1', 'user_agent', 'aster-python/1'],
  ])('takes %s %j for %s %j', (kind, value, ownKind, ownValue) => {
    expect(ownIndicator(kind, value)).toEqual({ kind: ownKind, value: ownValue });
  });

  it.each([
    ['wallet', 'bc1q'],
    ['constructor', 'x'],
    ['ip', 'not an address'],
    ['ip', '127.0.0.1'],
    ['cidr', '203.0.112.0/20'],
    ['asn', 'example'],
    ['email', 'someone@mail.example'],
  ])('keeps %s %j as it was given', (kind, value) => {
    expect(ownIndicator(kind, value)).toEqual({ kind, value });
  });
});
