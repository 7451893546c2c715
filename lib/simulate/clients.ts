/** Programs that talk to the provider, with what they show of themselves. Names are invented. */
interface Client {
  userAgent: (version: number) => string;
  /** Programs on one TLS library share its fingerprint. */
  tls: string;
  versions: number;
  api: boolean;
  device: boolean;
}

export const CLIENTS = {
  web: {
    userAgent: (v) =>
      `Mozilla/5.0 (${['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64', 'iPhone; CPU iPhone OS 19_1 like Mac OS X', 'Linux; Android 16'][v % 5]}) Browser/${140 + (v % 4)}.0`,
    tls: 'browser',
    versions: 20,
    api: false,
    device: true,
  },
  python: {
    userAgent: (v) => `aster-python/1.${30 - v}.0 httpx`,
    tls: 'openssl',
    versions: 9,
    api: true,
    device: false,
  },
  node: {
    userAgent: (v) => `aster-node/0.${60 - v}.0 node/22`,
    tls: 'node',
    versions: 7,
    api: true,
    device: false,
  },
  go: {
    userAgent: (v) => `Go-http-client/2.0 asterkit/0.${9 - v}`,
    tls: 'go',
    versions: 4,
    api: true,
    device: false,
  },
  curl: { userAgent: (v) => `curl/8.${14 - v}.0`, tls: 'openssl', versions: 4, api: true, device: false },
  harness: {
    userAgent: (v) => `inkwell-cli/2.${11 - v}.0 (external, cli)`,
    tls: 'node',
    versions: 6,
    api: true,
    device: true,
  },
  /** Claims to be the harness, on another TLS library. */
  impostor: {
    userAgent: () => 'inkwell-cli/2.10.0 (external, cli)',
    tls: 'tunnel',
    versions: 1,
    api: true,
    device: false,
  },
  relay: {
    userAgent: () => 'aster-python/1.27.0 httpx',
    tls: 'relay',
    versions: 1,
    api: true,
    device: false,
  },
} as const satisfies Record<string, Client>;

export type ClientName = keyof typeof CLIENTS;
