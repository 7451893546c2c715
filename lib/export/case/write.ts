import { createHash, type Hash, type KeyObject } from 'node:crypto';
import { type ZipEntry, zip } from '@/lib/export/zip';
import type { CaseFormat } from '@/lib/model/case-words';
import { RetortError } from '@/lib/model/errors';
import { CASE_WRITERS, says } from './files';
import { MANIFEST_NAME, type ManifestFile, manifestOf } from './manifest';
import type { CaseFile } from './model';

export interface WriteOptions {
  format: CaseFormat;
  /** Signs the manifest of an archive. */
  key?: KeyObject | null;
  /** Told how much is written, 0 to 1. */
  onProgress?: (share: number) => void;
}

/**
 * A redacted case file in a format, piece by piece: an archive of everything, or one of its files. The same value and key give
 * the same bytes. RetortError `unsupported` for a format that says nothing at this level.
 */
export async function* writeCase(file: CaseFile, options: WriteOptions): AsyncGenerator<Uint8Array> {
  if (options.format === 'zip') {
    yield* archive(file, options);
    return;
  }
  const writer = CASE_WRITERS.find(({ format }) => format === options.format);
  if (!writer || !says(options.format, file.redaction))
    throw new RetortError(
      'unsupported',
      `There is nothing to write as ${options.format} at the level ${file.redaction}.`,
    );
  for await (const piece of writer.write(file)) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

async function* archive(file: CaseFile, { key, onProgress }: WriteOptions): AsyncGenerator<Uint8Array> {
  const writers = CASE_WRITERS.filter(({ wanted }) => wanted?.(file.redaction) !== false);
  const seen = new Map<string, { size: number; hash: Hash }>();
  function* entries(): Generator<ZipEntry> {
    for (const [i, { name, write }] of writers.entries()) {
      onProgress?.(i / writers.length);
      seen.set(name, { size: 0, hash: createHash('sha256') });
      yield { name, pieces: write(file) };
    }
    const files = [...seen].map(
      ([name, { size, hash }]): ManifestFile => ({ name, size, sha256: hash.digest('hex') }),
    );
    yield {
      name: MANIFEST_NAME,
      pieces: [`${JSON.stringify(manifestOf(file, files, key ?? null), null, 2)}\n`],
    };
  }
  yield* zip(entries(), {
    at: new Date(file.cutoff),
    onPiece: (name, piece) => {
      const one = seen.get(name);
      if (!one) return;
      one.size += piece.length;
      one.hash.update(piece);
    },
  });
}
