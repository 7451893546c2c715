import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hasherOf } from './hash';
import { FROM } from './prepare';
import { readStripeEvent } from './stripe-event';
import { isSignedByStripe } from './stripe-signature';

const SECRET = 'whsec_invented_for_this_test';
const BODY = '{"id":"evt_1"}';
const NOW = new Date('2026-11-22T12:00:00Z');
const T = NOW.getTime() / 1000;
const sign = (at: number, secret = SECRET, body = BODY) =>
  createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');

describe('a signature', () => {
  it.each([
    ['of now', `t=${T},v1=${sign(T)}`, true],
    ['with spaces and another scheme', `t=${T}, v0=${sign(T)}, v1=${sign(T)}`, true],
    ['of two secrets, ours second', `t=${T},v1=${sign(T, 'old')},v1=${sign(T)}`, true],
    ['of two secrets, ours first', `t=${T},v1=${sign(T)},v1=${sign(T, 'old')}`, true],
    ['from five minutes ago', `t=${T - 300},v1=${sign(T - 300)}`, true],
    ['from longer ago', `t=${T - 301},v1=${sign(T - 301)}`, false],
    ['from later', `t=${T + 301},v1=${sign(T + 301)}`, false],
    ['with another time', `t=${T - 1},v1=${sign(T)}`, false],
    ['of another secret', `t=${T},v1=${sign(T, 'other')}`, false],
    ['of another body', `t=${T},v1=${sign(T, SECRET, '{}')}`, false],
    ['of another scheme', `t=${T},v0=${sign(T)}`, false],
    ['with two times', `t=${T},t=${T},v1=${sign(T)}`, false],
    ['that is short', `t=${T},v1=${sign(T).slice(1)}`, false],
    ['without a time', `v1=${sign(T)}`, false],
    ['that is none', '', false],
  ])('%s', (_, header, signed) =>
    expect(isSignedByStripe(header, Buffer.from(BODY), SECRET, NOW)).toBe(signed),
  );
});

const hash = hasherOf('a secret that only this test knows, long enough');
const card = {
  fingerprint: 'Xt5EWLLDS7FJjR1c',
  iin: '424242',
  country: 'US',
  funding: 'prepaid',
  last4: '9991',
};
const event = (type: string, object: object) => ({ id: 'evt_1', type, created: T, data: { object } });
const read = (type: string, object: object) => readStripeEvent(event(type, object), 'account_id', hash);
const payment = {
  payment: { fingerprint: hash('card', card.fingerprint), bin: '424242', country: 'US', kind: 'prepaid' },
  as_of: '2026-11-22T12:00:00Z',
  payment_at: '2026-11-22T12:00:00Z',
  derived: { payment_fingerprint: FROM.stripe },
};

describe('an event', () => {
  it('of a customer tells their address and whose they are, hashed', () => {
    const told = read('customer.updated', {
      id: 'cus_1',
      object: 'customer',
      email: 'Anna@example.org',
      phone: '+4930123456',
      name: 'Anna Berg',
      address: { country: 'DE', line1: 'Street 1' },
      metadata: { account_id: 'acct-1' },
    });
    expect(told).toEqual({
      at: T,
      customer: 'cus_1',
      account: 'acct-1',
      refs: [],
      changed: null,
      facts: {
        as_of: '2026-11-22T12:00:00Z',
        country: 'DE',
        email_hash: hash('email', 'anna@example.org'),
        email_domain: 'example.org',
        email_pattern: 'aaaa',
        phone_hash: hash('phone', '+4930123456'),
        derived: {
          email_hash: FROM.email,
          email_domain: FROM.email,
          email_pattern: FROM.email,
          phone_hash: FROM.phone,
        },
      },
    });
    expect(JSON.stringify(told)).not.toMatch(/anna|berg|30123456|street/i);
  });

  it.each([
    ['payment_method.attached', { id: 'pm_1', type: 'card', card, customer: 'cus_1' }, []],
    [
      'charge.succeeded',
      {
        id: 'ch_1',
        object: 'charge',
        customer: { id: 'cus_1', object: 'customer' },
        payment_intent: 'pi_1',
        payment_method_details: { type: 'card', card },
        billing_details: { email: 'anna@example.org' },
      },
      ['ch_1', 'pi_1'],
    ],
  ])('%s tells the instrument, without its number', (type, object, refs) => {
    const told = read(type, object);
    expect(told).toMatchObject({ customer: 'cus_1', account: null, refs });
    expect(told?.facts).toEqual(payment);
    expect(JSON.stringify(told)).not.toMatch(/9991|anna|Xt5/);
  });

  it('of a bank account tells its kind', () => {
    const told = read('payment_method.attached', {
      id: 'pm_1',
      type: 'sepa_debit',
      sepa_debit: { fingerprint: 'f', country: 'DE' },
      customer: 'cus_1',
    });
    expect(told?.facts).toMatchObject({ payment: { kind: 'sepa_debit', country: 'DE' } });
  });

  it.each([
    [
      'review.opened',
      { id: 'prv_1', charge: 'ch_1', reason: 'rule', payment_intent: 'pi_1' },
      'Stripe holds a payment for review: rule.',
    ],
    [
      'radar.early_fraud_warning.created',
      { id: 'issfr_1', charge: 'ch_1', fraud_type: 'made_with_stolen_card', payment_intent: 'pi_1' },
      'The issuer warns of fraud: made_with_stolen_card.',
    ],
    [
      'charge.dispute.created',
      {
        id: 'dp_1',
        object: 'dispute',
        charge: { id: 'ch_1' },
        payment_intent: 'pi_1',
        reason: 'call anna@example.org',
      },
      'A payment is disputed.',
    ],
  ])('%s tells of a payment by its charge', (type, object, changed) => {
    expect(read(type, object)).toMatchObject({
      customer: null,
      refs: ['ch_1', 'pi_1'],
      facts: null,
      changed,
    });
  });

  it.each([
    ['of another type', event('invoice.paid', { id: 'in_1' })],
    ['without an object', { id: 'evt_1', type: 'customer.created', created: T }],
    ['without a time', { ...event('customer.created', { id: 'cus_1' }), created: 'now' }],
  ])('%s tells nothing', (_, given) => expect(readStripeEvent(given, 'account_id', hash)).toBeNull());

  it('finds the account by the key that was set, and takes no id that is none', () => {
    const of = (metadata: object) =>
      readStripeEvent(event('customer.created', { id: 'cus_1', metadata }), 'user', hash)?.account;
    expect(of({ user: ' u-1 ', account_id: 'x' })).toBe('u-1');
    for (const user of ['', 'x'.repeat(201), 'a\0b', 7, null]) expect(of({ user })).toBeNull();
  });
});
