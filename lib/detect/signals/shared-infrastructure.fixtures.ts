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
  {
    name: 'a farm of six devices that nobody else has',
    scene: () => operation((i) => ({ shared: { signup_device: `device-${i % 6}` } })),
    expect: { least: 2.5, most: 3, says: /30 of 30 accounts share 6 sign-up devices/ },
  },
  {
    name: 'couples that share a telephone',
    scene: () => operation((i) => ({ shared: { phone_hash: `phone-${i >> 1}` } })),
    expect: null,
  },
  {
    name: 'three wings of a building, each with a block of addresses',
    scene: () => operation((i) => ({ shared: i < 9 ? { address_block: `wing-${i % 3}` } : {} })),
    expect: null,
  },
];
