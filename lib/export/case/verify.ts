import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type Unzipped, unzip } from '@/lib/export/unzip';
import { RetortError } from '@/lib/model/errors';
import { keyId, MANIFEST_NAME, type Manifest, manifest, signedBytes } from './manifest';

/** Beyond any case file; a larger one is refused before it is unpacked. */
export const MOST_BYTES = 512 * 1_048_576;
const MOST_MANIFEST = 1_048_576;

/** What came of checking a case file. It is as it was written when there are no faults. */
export interface CheckedCase {
  manifest: Manifest;
  /** Sentences. */
  faults: string[];
  /** Whether it is signed, and whether that is by the key that was given to compare; null when none was. */
  signed: boolean;
  by_known_key: boolean | null;
  /** The files by name, for what reads on. */
  files: Map<string, Unzipped>;
}

/**
 * Checks an archive against its manifest: every file is there, alone, and as it was hashed; the signature is over that
 * manifest. RetortError `malformed`, `unsupported` or `too_large` for what is no case file at all.
 *
 * @param known the public key of whoever should have signed it: without one, a signature says only that nothing was changed
 *   since somebody signed it
 */
export function verifyCase(bytes: Buffer, known: KeyObject | null = null): CheckedCase {
  const files = new Map(unzip(bytes, { most: MOST_BYTES }).map((file) => [file.name, file]));
  const found = readManifest(files.get(MANIFEST_NAME));
  const faults: string[] = [];
  const listed = new Set(found.files.map(({ name }) => name));
  for (const { name, size, sha256 } of found.files) {
    const file = files.get(name);
    if (!file) {
      faults.push(`${name} is missing.`);
      continue;
    }
    try {
      const plain = file.read();
      if (plain.length !== size || createHash('sha256').update(plain).digest('hex') !== sha256)
        faults.push(`${name} is not as it was written.`);
    } catch (error) {
      if (!(error instanceof RetortError)) throw error;
      faults.push(error.message);
    }
  }
  for (const name of files.keys())
    if (name !== MANIFEST_NAME && !listed.has(name))
      faults.push(`${name} was added: the manifest does not know it.`);
  const { signature } = found;
  const own = known?.export({ type: 'spki', format: 'der' });
  const der = signature && Buffer.from(signature.public_key, 'base64');
  const byKnown = own ? (der?.equals(own) ?? false) : null;
  if (signature && der && !isSignedBy(der, found, signature))
    faults.push('The signature is not over this manifest.');
  else if (byKnown === false)
    faults.push(signature ? 'It is signed by another key than the one given.' : 'It is not signed.');
  return { manifest: found, faults, signed: signature !== null, by_known_key: byKnown, files };
}

function readManifest(file: Unzipped | undefined): Manifest {
  if (!file) throw new RetortError('malformed', `This is no case file: it has no ${MANIFEST_NAME}.`);
  if (file.size > MOST_MANIFEST) throw new RetortError('too_large', `${MANIFEST_NAME} is too large.`);
  let value: unknown;
  try {
    value = JSON.parse(file.read().toString('utf8'));
  } catch (error) {
    if (error instanceof RetortError) throw error;
    throw new RetortError('malformed', `${MANIFEST_NAME} is not valid JSON.`);
  }
  const parsed = manifest.strict().safeParse(value);
  if (!parsed.success)
    throw new RetortError('malformed', `${MANIFEST_NAME} is not that of a case file of this version.`);
  return parsed.data;
}

function isSignedBy(der: Buffer, found: Manifest, signature: NonNullable<Manifest['signature']>): boolean {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' &&
      keyId(der) === signature.key_id &&
      verify(null, signedBytes(found), key, Buffer.from(signature.value, 'base64'))
    );
  } catch {
    return false;
  }
}
