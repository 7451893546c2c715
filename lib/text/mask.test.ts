import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cut, EXCERPT_LENGTH, excerpt, mask } from './mask';

describe('mask', () => {
  it.each([
    ['write to Bob.Smith+news@mail.example.co.uk today', 'write to ⟨email⟩ today'],
    ['an 张三@例子.公司 schreiben', 'an ⟨email⟩ schreiben'],
    ['from 203.0.113.7:8080 and 2001:db8:0:1::5', 'from ⟨ip⟩:8080 and ⟨ip⟩'],
    ['full form 2001:0db8:85a3:0000:0000:8a2e:0370:7334.', 'full form ⟨ip⟩.'],
    ['call +49 170 1234567 or (555) 123-4567', 'call ⟨phone⟩ or ⟨phone⟩'],
    ['手机13812345678谢谢', '手机⟨phone⟩谢谢'],
    ['card 4111 1111 1111 1111 ok', 'card ⟨card⟩ ok'],
    ['iban DE89 3704 0044 0532 0130 00.', 'iban ⟨iban⟩.'],
    ['key sk-proj-abcdEFGH12345678abcd end', 'key ⟨secret⟩ end'],
    ['AKIAIOSFODNN7EXAMPLE here', '⟨secret⟩ here'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N', 'jwt ⟨secret⟩'],
    ['password: hunter2hunter2', '⟨secret⟩'],
    ['Authorization: Bearer abcdef0123456789abcdef0123456789', '⟨secret⟩'],
    ['see https://user:pw@host.example/a/b?token=x#y now', 'see https://⟨user⟩@host.example/a/b?⟨query⟩ now'],
    ['id 123456789012 for @some_person', 'id ⟨number⟩ for ⟨handle⟩'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEow+/==\n-----END RSA PRIVATE KEY-----', '⟨secret⟩'],
  ])('%s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it.each([
    'On 2026-11-22 at 12:30:45 there were 1,234 rows of 3 x 4.',
    '{"startTime":"2026-11-22 04:00:51.466000"} until 22.11.2026 04:01',
    'std::vector<int> values; // C++ code::path',
    'Compute 1 2 3 4 5 6 7 8 9 10 and 3.14159',
    'version 10.4.0, section 1.2.3',
    'The question: what is the answer?',
    '@Override public void run() and @media print',
    'for (let i = 0; i < 10; i++) total += i;',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(mask(text)).toBe(text);
  });

  it('lets no e-mail address through, wherever it stands', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(around, fc.emailAddress({ size: 'small' }), around, (before, address, after) => {
        const local = address.slice(0, address.indexOf('@'));
        fc.pre(/^[\w.+-]+$/.test(local));
        expect(mask(`${before} ${address} ${after}`)).not.toContain(address);
      }),
    );
  });

  it('leaves a value that lies across a piece’s end no less masked', () => {
    const text = `${'word '.repeat(3_275)}x ann@example.org ${'word '.repeat(4_000)}`;
    for (let shift = 0; shift < 40; shift++) expect(mask('.'.repeat(shift) + text)).not.toContain('@example');
  });

  it.each([
    'a',
    '1',
    'a@',
    'a.',
    ':',
    'a:',
    '1 ',
    '1.',
    '(12) ',
    'sk-',
    'eyJaaaaaaaaa.',
    'http://',
    'password=',
    '-----BEGIN A KEY-----',
    'AB12 ',
    '"',
    '@a',
    '\u200b',
  ])('takes time in proportion to the length: 1 MB of %j', (unit) => {
    const text = unit.repeat(1_000_000 / unit.length);
    const started = process.cpuUsage();
    mask(text);
    const used = process.cpuUsage(started);
    expect((used.user + used.system) / 1_000).toBeLessThan(1_500);
  });
});

describe('clean', () => {
  it('removes NUL, control, direction and tag characters, keeps line ends, tabs and emoji', () => {
    expect(clean('a\0b\u0007\u202ec\u2066d\ufeff\u{e0041}\te\r\n😀')).toBe('abcd\te\r\n😀');
  });

  it('gives text that PostgreSQL and JSON take, from any units', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = clean(String.fromCharCode(...units));
        expect(text).not.toContain('\0');
        expect(Buffer.from(text).toString()).toBe(text);
      }),
    );
  });
});

describe('excerpt and cut', () => {
  it('never splits a pair and never exceeds the length', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 900 }),
        fc.integer({ min: 1, max: 700 }),
        (text, length) => {
          const short = cut(text, length);
          expect(short.length).toBeLessThanOrEqual(length);
          if (!/\p{Surrogate}/u.test(text)) expect(short).not.toMatch(/\p{Surrogate}/u);
          const part = excerpt(text);
          expect(part.length).toBeLessThanOrEqual(EXCERPT_LENGTH);
          expect(part).not.toMatch(/\p{Surrogate}/u);
        },
      ),
    );
  });

  it('masks a value that the cut would have halved', () => {
    for (let at = 570; at < 600; at++) {
      expect(
        excerpt(`${'x'.repeat(at - 1)} someone.important@example.org and more ${'y '.repeat(300)}`),
      ).not.toContain('someone.imp');
    }
  });
});
