import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unzip } from '@/lib/export/unzip';
import { zip } from '@/lib/export/zip';
import { accountsCsv, exchangesCsv } from './csv';
import { caseFixture } from './fixture';
import { MANIFEST_NAME } from './manifest';
import { Pseudonyms } from './pseudonym';
import { caseRecords } from './records';
import { redact } from './redact';
import { verifyCase } from './verify';
import { SOFTWARE_VERSION } from './version';
import { writeCase } from './write';

const pseudonyms = new Pseudonyms(Buffer.alloc(32, 1));
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const MOST = { most: 10_000_000 };

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const archive = (key = false, level: 'internal' | 'partner' = 'internal') =>
  gathered(
    writeCase(redact(caseFixture(), { level, pseudonyms }), { format: 'zip', key: key ? privateKey : null }),
  );

/** The archive with other contents of some files, packed anew. */
async function altered(bytes: Buffer, change: (files: Map<string, Buffer>) => void): Promise<Buffer> {
  const files = new Map(unzip(bytes, MOST).map((file) => [file.name, file.read()]));
  change(files);
  return gathered(
    zip(
      [...files].map(([name, text]) => ({ name, pieces: [text] })),
      { at: new Date(0) },
    ),
  );
}

test('the same state is the same to the byte, signed or not', async () => {
  expect((await archive()).equals(await archive())).toBe(true);
  expect((await archive(true)).equals(await archive(true))).toBe(true);
});

test('the manifest names every other file with its hash', async () => {
  const files = unzip(await archive(), MOST);
  const manifest = JSON.parse(
    files
      .find(({ name }) => name === MANIFEST_NAME)
      ?.read()
      .toString() ?? '',
  );
  const rest = files.filter(({ name }) => name !== MANIFEST_NAME);
  expect(rest.map(({ name }) => name)).toEqual(rest.map(({ name }) => name).sort());
  expect(manifest.files).toEqual(
    rest.map((file) => ({
      name: file.name,
      size: file.size,
      sha256: createHash('sha256').update(file.read()).digest('hex'),
    })),
  );
});

describe('a check', () => {
  test('finds nothing wrong with a file as it was written', async () => {
    expect(verifyCase(await archive())).toMatchObject({ faults: [], signed: false, by_known_key: null });
    expect(verifyCase(await archive(true), publicKey)).toMatchObject({
      faults: [],
      signed: true,
      by_known_key: true,
    });
  });

  const change = (name: string) => (files: Map<string, Buffer>) => {
    files.set(name, Buffer.from(`${files.get(name)} `));
  };
  const inManifest = (edit: (manifest: Record<string, unknown>) => void) => (files: Map<string, Buffer>) => {
    const manifest = JSON.parse(files.get(MANIFEST_NAME)?.toString() ?? '');
    edit(manifest);
    files.set(MANIFEST_NAME, Buffer.from(JSON.stringify(manifest)));
  };
  test.each<[string, (files: Map<string, Buffer>) => void, string]>([
    ['a changed file', change('accounts.csv'), 'accounts.csv is not as it was written.'],
    ['a missing file', (files) => files.delete('case.json'), 'case.json is missing.'],
    [
      'an added file',
      (files) => files.set('more.txt', Buffer.from('x')),
      'more.txt was added: the manifest does not know it.',
    ],
    [
      'another level in the manifest',
      inManifest((manifest) => Object.assign(manifest, { redaction: 'public' })),
      'The signature is not over this manifest.',
    ],
    [
      'a removed signature',
      inManifest((manifest) => Object.assign(manifest, { signature: null })),
      'It is not signed.',
    ],
  ])('finds %s', async (_, harm, fault) => {
    const { faults } = verifyCase(await altered(await archive(true), harm), publicKey);
    expect(faults).toEqual([fault]);
  });

  test('finds a signature by somebody else', async () => {
    const other = generateKeyPairSync('ed25519').publicKey;
    expect(verifyCase(await archive(true), other)).toMatchObject({
      faults: ['It is signed by another key than the one given.'],
      by_known_key: false,
    });
  });
});

describe('a spreadsheet', () => {
  test('runs nothing that a stranger wrote, and is shown nothing backwards', () => {
    const file = caseFixture();
    for (const text of [[...accountsCsv(file)].join(''), [...exchangesCsv(file)].join('')]) {
      expect(text).toContain('<script>');
      for (const hidden of ['\u202e', '\u0007']) expect(text).not.toContain(hidden);
      expect(text).not.toMatch(/(^|,|\n)"?[=+@]/);
    }
    expect([...accountsCsv(file)].join('')).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")`);
  });

  test('sees the columns of who a customer is at internal only', () => {
    const head = (level: 'internal' | 'partner') =>
      accountsCsv(redact(caseFixture(), { level, pseudonyms })).next().value as string;
    expect(head('internal')).toContain('email_domain');
    expect(head('partner')).not.toMatch(/email|organization|payment|device/);
  });
});

describe('records of a case file', () => {
  test('from another house are its readable values, with where they are from and for how long', async () => {
    const records = [...caseRecords(verifyCase(await archive(false, 'partner')))];
    expect(records).toEqual([
      expect.objectContaining({ kind: 'user_agent', value: 'python-requests' }),
      {
        type: 'indicator',
        kind: 'address_block',
        value: '198.51.100.0/24',
        source: 'Aster Models, case cmp_1',
        confidence: 93,
        valid_until: '2026-10-31T12:00:00.000Z',
        note: 'Copper Lantern',
      },
      expect.objectContaining({ kind: 'address_block', value: '192.0.2.0/24' }),
    ]);
  });

  test('from one’s own are accounts and exchanges too', async () => {
    const types = [...caseRecords(verifyCase(await archive()))].map(({ type }) => type);
    expect(types.filter((type) => type === 'account')).toHaveLength(3);
    expect(types.filter((type) => type === 'exchange')).toHaveLength(1);
    expect(types[0]).toBe('model_release');
  });

  test('are not made of a file that was changed', async () => {
    const bytes = await altered(await archive(), (files) => {
      files.set('case.json', Buffer.from('{}'));
    });
    expect(() => [...caseRecords(verifyCase(bytes))]).toThrow('case.json is not as it was written');
  });
});

test('the version is that of the package', () => {
  expect(SOFTWARE_VERSION).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});
