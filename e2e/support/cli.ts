import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs `retort …` against the database of the server under test and answers what it printed. */
export function retort(...args: string[]): string {
  return execFileSync(process.execPath, ['bin/retort.mjs', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export interface Credentials {
  email: string;
  password: string;
}

/** The sign-in that the first start printed and kept. */
export function firstAdministrator(): Credentials {
  const file = join(process.env.RETORT_DATA_DIR ?? '', 'first-sign-in');
  const [email = '', password = ''] = readFileSync(file, 'utf8').trim().split('\n');
  return { email, password };
}

let people = 0;

/** Makes a person with the role, whose name is unique among the tests. */
export function addPerson(role: 'viewer' | 'analyst' | 'lead' | 'admin', name: string): Credentials {
  people += 1;
  const email = `${role}-${process.pid}-${people}@example.com`;
  const { password } = JSON.parse(retort('user', 'add', email, '--role', role, '--name', name, '--json'));
  return { email, password };
}

/** Makes an API key and answers its secret. */
export function addKey(...scopes: ('ingest' | 'read' | 'enforce')[]): string {
  const options = scopes.flatMap((scope) => ['--scope', scope]);
  return JSON.parse(retort('key', 'add', `tests ${scopes.join(' ')}`, ...options, '--json')).key;
}
