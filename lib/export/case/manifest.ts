import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { z } from 'zod';
import { REDACTION_LEVELS, TLP_MARKINGS } from '@/lib/model/case-words';
import { canonicalJson } from './canonical';
import type { CaseFile } from './model';

export const MANIFEST_NAME = 'MANIFEST.json';

const included = z.object({
  total: z.number().min(0),
  included: z.number().min(0),
  limit: z.number().min(0),
});
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** What an archive says of itself: which files, of what, as of when, how far redacted, by whom. */
export const manifest = z.object({
  format: z.literal('retort-case-manifest'),
  version: z.literal(1),
  campaign_id: z.string().max(200),
  cutoff: z.iso.datetime(),
  redaction: z.enum(REDACTION_LEVELS),
  tlp: z.enum(TLP_MARKINGS),
  producer: z.object({
    organization: z.string().max(200),
    software: z.string().max(100),
    software_version: z.string().max(100),
  }),
  filter: z.object({
    campaign_id: z.string().max(200),
    accounts: included,
    indicators: included,
    scaffolds: included,
    exchanges: included,
    audit: included,
  }),
  files: z
    .array(z.object({ name: z.string().max(100), size: z.number().int().min(0), sha256: hex64 }))
    .max(200),
  signature: z
    .object({
      algorithm: z.literal('Ed25519'),
      /** SHA-256 of the public key (SPKI, DER). */
      key_id: hex64,
      /** The public key itself (SPKI, DER, base64), so that it can be checked; whether to trust it is for the reader to say. */
      public_key: z.string().max(200),
      /** Over the canonical JSON of the manifest without this field, in base64. */
      value: z.string().max(200),
    })
    .nullable(),
});

export type Manifest = z.infer<typeof manifest>;
export type ManifestFile = Manifest['files'][number];

/** The manifest of a case file's archive; signed when there is a key. Ed25519 is deterministic, so it too is the same twice. */
export function manifestOf(file: CaseFile, files: readonly ManifestFile[], key: KeyObject | null): Manifest {
  const unsigned: Manifest = {
    format: 'retort-case-manifest',
    version: 1,
    campaign_id: file.campaign.id,
    cutoff: file.cutoff,
    redaction: file.redaction,
    tlp: file.tlp,
    producer: file.producer,
    filter: file.filter,
    files: [...files],
    signature: null,
  };
  if (key === null) return unsigned;
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    ...unsigned,
    signature: {
      algorithm: 'Ed25519',
      key_id: keyId(der),
      public_key: der.toString('base64'),
      value: sign(null, signedBytes(unsigned), key).toString('base64'),
    },
  };
}

/** What a signature covers. */
export function signedBytes({ signature: _, ...rest }: Manifest): Buffer {
  return Buffer.from(canonicalJson(rest), 'utf8');
}

export function keyId(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}
