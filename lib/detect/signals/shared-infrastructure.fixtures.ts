import { strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'all from one address block that nobody else uses',
    scene: () => operation(() => ({ shared: { address_block: '203.0.113.0/24' } })),
    expect: { least: 2.5, most: 3, says: /30 of 30 accounts use one address block/ },
  },
  {
    name: 'a VPN exit that as many strangers use',
    scene: () =>
      operation(
        (i) => (i % 2 ? { shared: { address_block: 'vpn' } } : {}),
        {},
        strangers(200, (i) => (i % 2 ? { shared: { address_block: 'vpn' } } : {})),
      ),
    expect: null,
  },
];
