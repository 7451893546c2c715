import { strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const others = strangers(200, (i) => ({ facts: { verified: i % 10 === 0 ? 'identity' : 'email' } }));

export const cases: Fixture[] = [
  {
    name: 'verified by identity, where few are',
    scene: () => operation(() => ({ facts: { verified: 'identity' } }), {}, others),
    expect: { least: -2, most: -1.5, says: /30 of 30 accounts are verified/ },
  },
  {
    name: 'verified as often as others',
    scene: () => operation((i) => ({ facts: { verified: i % 10 === 0 ? 'identity' : 'email' } }), {}, others),
    expect: null,
  },
  { name: 'nothing known of verification', scene: () => operation(), expect: null },
];
