import type { Random } from './random';

/** An address with its network and country. */
export interface Place {
  ip: string;
  asn: number;
  country: string;
}

/**
 * The simulated internet, out of ranges that are reserved for documentation, benchmarking and shared use, so that no
 * real network can be meant: 100.64.0.0/10, 198.18.0.0/15, 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32;
 * network numbers 64496 to 64511 and 65536 to 65551.
 */
export class Network {
  private rentals = 0;
  private sites = 0;
  private readonly fingerprints = new Map<string, string>();

  constructor(private readonly rng: Random) {}

  /** An ordinary home line: one of many blocks of the country's providers, shared by few customers. */
  home(country: string, rng: Random): Place {
    const asn = 64496 + (slot(country) % 8);
    if (rng.chance(0.3)) {
      return {
        ip: `2001:db8:${(0x1000 + (slot(country) % 16) * 256 + rng.int(256)).toString(16)}:${rng.hex(4)}::${rng.hex(3)}`,
        asn,
        country,
      };
    }
    // Sixteen second octets of 100.64/10 and their /24 blocks, by country.
    return { ip: `100.${64 + (slot(country) % 32)}.${rng.int(256)}.${1 + rng.int(254)}`, asn, country };
  }

  /** A mobile carrier's address translation: few exits for everybody. */
  carrier(country: string, rng: Random): Place {
    const carrier = slot(country) % 3;
    return { ip: `198.18.${carrier * 4 + rng.int(4)}.${1 + rng.int(6)}`, asn: 64504 + carrier, country };
  }

  /** An exit of a popular consumer VPN; the country is the exit's. */
  vpn(rng: Random): Place {
    const exit = rng.int(8);
    return {
      ip: `198.18.${64 + exit}.${1 + rng.int(20)}`,
      asn: 65540 + (exit % 2),
      country: ['SG', 'US', 'DE', 'JP'][exit % 4] ?? 'US',
    };
  }

  /** A rented server in a public cloud: neighbours are unrelated customers. */
  cloud(rng: Random): Place {
    const region = rng.int(40);
    return {
      ip: `100.${112 + (region % 4)}.${rng.int(160)}.${1 + rng.int(254)}`,
      asn: 64508 + (region % 4),
      country: ['US', 'DE', 'SG', 'JP'][region % 4] ?? 'US',
    };
  }

  /** A server of a small hosting company, next to other customers of it. */
  hosting(rng: Random): Place {
    const block = rng.int(48);
    return {
      ip: `100.${124 + (block % 4)}.${block}.${1 + rng.int(254)}`,
      asn: 65542 + (block % 8),
      country: ['US', 'DE', 'SG', 'JP'][block % 4] ?? 'US',
    };
  }

  /** A /24 of one's own in a small hosting company, as renters of servers get them; `host` makes its addresses. */
  rented(country: string): { asn: number; host(rng: Random): Place } {
    const block = this.rentals++;
    const asn = 65542 + (block % 8);
    const prefix = `100.${120 + (Math.floor(block / 256) % 4)}.${block % 256}`;
    return { asn, host: (rng) => ({ ip: `${prefix}.${1 + rng.int(254)}`, asn, country }) };
  }

  /** The one block of a campus or a company, taken in turn from the documentation ranges. */
  site(country: string): { asn: number; host(rng: Random): Place } {
    const block = this.sites++;
    const prefix = ['192.0.2', '198.51.100', '203.0.113'][block] ?? `198.19.${block % 256}`;
    const asn = 65536 + (block % 4);
    return { asn, host: (rng) => ({ ip: `${prefix}.${1 + rng.int(254)}`, asn, country }) };
  }

  /** A line rented from a residential proxy vendor: an ordinary home address that is another one every time. */
  residentialProxy(countries: readonly string[], rng: Random): Place {
    return this.home(rng.pick(countries), rng);
  }

  /** TLS fingerprints in the shape of JA4; a client library of a kind has one or two. */
  ja4(client: string): string {
    const known = this.fingerprints.get(client);
    if (known) return known;
    const rng = this.rng.fork(`ja4/${client}`);
    const made = `${rng.pick(['t13d1516h2', 't13d1715h2', 't13d1312h1', 't12d1209h1'])}_${rng.hex(12)}_${rng.hex(12)}`;
    this.fingerprints.set(client, made);
    return made;
  }
}

function slot(country: string): number {
  return country.charCodeAt(0) * 7 + country.charCodeAt(1);
}
