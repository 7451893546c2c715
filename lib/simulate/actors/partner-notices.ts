import { type ActorKind, DAY, iso } from '@/lib/simulate/stage';

/** What other providers share: mostly stale or about hubs that many honest people use. */
export const partnerNotices: ActorKind<Record<string, never>> = {
  role: 'ordinary',
  summary: 'indicators shared by other providers, of mixed worth',
  enter(stage, name) {
    const rng = stage.random(name);
    const exit = stage.network.vpn(rng).ip.split('.').slice(0, 3).join('.');
    const notices = [
      {
        kind: 'address_block',
        value: `${exit}.0/24`,
        confidence: 25,
        note: 'exit of a consumer VPN, many users',
      },
      { kind: 'email_domain', value: 'tenminute.example', confidence: 40, note: 'throw-away addresses' },
      {
        kind: 'ja4',
        value: stage.network.ja4('openssl/0'),
        confidence: 15,
        note: 'seen once with automated sign-ups',
      },
      { kind: 'payment_fingerprint', value: `pm_${rng.hex(16)}`, confidence: 80, note: 'stolen card' },
    ];
    for (const notice of notices) {
      const at = Math.floor(rng.between(stage.start, stage.end - 2 * DAY));
      const valid_until = iso(at + rng.pick([5, 30, 90]) * DAY);
      stage.put({ at, record: { type: 'indicator', source: 'partner exchange', valid_until, ...notice } });
    }
    return () => undefined;
  },
};
