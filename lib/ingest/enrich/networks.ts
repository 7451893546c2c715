import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { basename } from 'node:path';
import { Reader, type Response } from 'mmdb-lib';
import { Memo } from '@/lib/text/memo';

/** Where the files of the user lie: MaxMind DB files with the network (ASN) and the country of addresses. */
export const NETWORK_FILES = { asn: 'RETORT_ASN_MMDB', country: 'RETORT_COUNTRY_MMDB' } as const;
type Fact = keyof typeof NETWORK_FILES;

/** How old the knowledge of the files may be, in milliseconds. */
const LOOK_EVERY = 5_000;
const KNOWN = 50_000;

/** What an address says of itself, by files of the user. */
export interface Networks {
  /** The number of its autonomous system; null where the file does not say, or there is none. */
  asn(ip: string): string | null;
  /** Its country in two letters, or null. */
  country(ip: string): string | null;
  /** The name and the day of a file, for saying where a value comes from. */
  by(fact: Fact): string;
}

type Found = Record<string, unknown>;

/** One file that is read. */
interface Opened {
  stamp: string;
  by: string;
  look: (ip: string) => string | null;
}

const READ: Readonly<Record<Fact, (found: Found) => unknown>> = {
  asn: (found) => found.autonomous_system_number ?? found.asn,
  country: (found) =>
    within(found.country) ?? found.country_code ?? found.country ?? within(found.registered_country),
};
const FORM: Readonly<Record<Fact, RegExp>> = { asn: /^(?:AS)?(\d{1,10})$/i, country: /^([A-Z]{2})$/i };

function within(country: unknown): unknown {
  return typeof country === 'object' && country !== null ? (country as Found).iso_code : undefined;
}

/**
 * Opens one file. Throws an Error with one sentence for people when it is not there, or is no such file.
 */
export function openMmdb(path: string, fact: Fact, stamp: string): Opened {
  const name = `${NETWORK_FILES[fact]} (${basename(path).replace(/[\p{Cc}\p{Cf}]/gu, '?')})`;
  let reader: Reader<Response>;
  try {
    reader = new Reader<Response>(readFileSync(path));
    // A file that ends early opens well and fails at the first address.
    reader.get('192.0.2.1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      code === undefined
        ? `${name} is no MaxMind DB file, or a damaged one: nothing is derived from it.`
        : `${name} cannot be read (${code}): nothing is derived from it.`,
    );
  }
  const { databaseType, buildEpoch, ipVersion } = reader.metadata;
  const day = Number.isNaN(buildEpoch.getTime()) ? '' : ` of ${buildEpoch.toISOString().slice(0, 10)}`;
  const type =
    String(databaseType)
      .replaceAll(/[^\w .-]/g, '')
      .slice(0, 40) || 'a file';
  const memo = new Memo((ip: string) => look(reader, ip, ipVersion, fact) ?? '', KNOWN);
  return { stamp, by: `${type}${day}`, look: (ip) => memo.get(ip) || null };
}

function look(reader: Reader<Response>, given: string, version: number, fact: Fact): string | null {
  const ip = given.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  const kind = isIP(ip);
  if (kind === 0 || (kind === 6 && version === 4)) return null;
  try {
    const found = reader.get(ip) as Found | null;
    const value = found && READ[fact](found);
    const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    return FORM[fact].exec(text)?.[1]?.toUpperCase() ?? null;
  } catch {
    return null;
  }
}

/** Keeps up with the files that the environment names: a new one is used within seconds, a broken one leaves the last that was whole. */
export class NetworkFiles implements Networks {
  private readonly files = new Map<Fact, Opened>();
  private readonly failed = new Map<Fact, { stamp: string; fault: string }>();
  private lookedAt = Number.NEGATIVE_INFINITY;
  private named = '';

  constructor(
    private readonly env: NodeJS.ProcessEnv = process.env,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** This, or null while there is no file that can be used. */
  current(): Networks | null {
    const now = this.clock();
    const named = `${this.env[NETWORK_FILES.asn]}\n${this.env[NETWORK_FILES.country]}`;
    if (now - this.lookedAt >= LOOK_EVERY || named !== this.named) {
      this.lookedAt = now;
      this.named = named;
      for (const fact of ['asn', 'country'] as const) this.refresh(fact);
    }
    return this.files.size > 0 ? this : null;
  }

  /** A sentence for each file that cannot be used. */
  faults(): string[] {
    this.current();
    return [...this.failed.values()].map(({ fault }) => fault);
  }

  asn(ip: string): string | null {
    return this.files.get('asn')?.look(ip) ?? null;
  }

  country(ip: string): string | null {
    return this.files.get('country')?.look(ip) ?? null;
  }

  by(fact: Fact): string {
    return this.files.get(fact)?.by ?? '';
  }

  private refresh(fact: Fact): void {
    const path = this.env[NETWORK_FILES[fact]];
    if (!path) {
      this.files.delete(fact);
      this.failed.delete(fact);
      return;
    }
    const stamp = stampOf(path);
    if (stamp === this.failed.get(fact)?.stamp) return;
    if (stamp === this.files.get(fact)?.stamp) {
      this.failed.delete(fact);
      return;
    }
    try {
      this.files.set(fact, openMmdb(path, fact, stamp));
      this.failed.delete(fact);
    } catch (error) {
      this.failed.set(fact, { stamp, fault: (error as Error).message });
    }
  }
}

function stampOf(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${path} ${ino} ${size} ${mtimeMs}`;
  } catch {
    return `${path} -`;
  }
}

let held: NetworkFiles | null = null;

/** The files of this process, or thread; null while none is named or can be used. */
export function currentNetworks(): Networks | null {
  held ??= new NetworkFiles();
  return held.current();
}

/** What is wrong with the files that are named, a sentence each; for whoever starts something. */
export function networkFaults(): string[] {
  held ??= new NetworkFiles();
  return held.faults();
}
