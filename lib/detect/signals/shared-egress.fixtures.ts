import { strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const behind = (count: number) =>
  strangers(200, (i) => (i < count ? { shared: { address_block: '203.0.113.0/24' } } : {}));
const inside = () => ({ shared: { address_block: '203.0.113.0/24' } });

export const cases: Fixture[] = [
  {
    name: 'a VPN exit',
    scene: () => operation(inside, {}, behind(40)),
    expect: { least: -0.6, most: -0.5, says: /30 of 30 accounts .*that 40 unrelated accounts use as well/ },
  },
  { name: 'a site of their own', scene: () => operation(inside, {}, behind(0)), expect: null },
  {
    name: 'a site into which one stranger strayed',
    scene: () => operation(inside, {}, behind(1)),
    expect: null,
  },
  { name: 'addresses of their own', scene: () => operation(), expect: null },
];
