import { strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const others = strangers(200, (i) => ({
  facts: { emailDomain: 'gmail.com', emailPattern: i % 4 === 0 ? 'aaaa99' : 'aaaa.aaaa' },
}));

export const cases: Fixture[] = [
  {
    name: 'one shape at a rare domain',
    scene: () =>
      operation(() => ({ facts: { emailDomain: 'mailnest.example', emailPattern: 'aaa9999' } }), {}, others),
    expect: { least: 1.8, most: 2, says: /aaa9999@mailnest\.example/ },
  },
  {
    name: 'a common shape at a common domain',
    scene: () =>
      operation(() => ({ facts: { emailDomain: 'gmail.com', emailPattern: 'aaaa.aaaa' } }), {}, others),
    expect: null,
  },
];
