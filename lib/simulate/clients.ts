/** Programs that talk to the provider, with what they show of themselves. Names are invented. */
interface Client {
  userAgent: (version: number) => string;
  /** Programs on one TLS library share its fingerprint. */
  tls: string;
  versions: number;
  api: boolean;
  device: boolean;
}

const SYSTEMS = [
  'Windows NT 10.0; Win64; x64',
  'Macintosh; Intel Mac OS X 10_15_7',
  'X11; Linux x86_64',
  'Linux; Android 16; K',
];

function browser(version: number): string {
  const system = SYSTEMS[version % 4];
  if (version % 5 === 4)
    return `Mozilla/5.0 (${system}; rv:14${version % 7}.0) Gecko/20100101 Firefox/14${version % 7}.0`;
  return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/14${version % 6}.0.0.0 Safari/537.36`;
}

export const CLIENTS = {
  web: {
    userAgent: browser,
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
  /** A public relay in front of providers, that firms and resellers run themselves. */
  gateway: {
    userAgent: (v) => `modelgate/3.${4 - v}.0`,
    tls: 'go',
    versions: 4,
    api: true,
    device: false,
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
