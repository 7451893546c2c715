import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RetortError } from '@/lib/model/errors';

/**
 * How a PostgreSQL program is started. PostgreSQL refuses to run as root, so for root it runs as somebody else,
 * who may not be able to enter the folder of the checkout (/root is closed to others).
 */
export interface Launcher {
  /** The command that starts `program` with `args`. */
  command(program: string, args: readonly string[]): [string, ...string[]];
  /** Who owns the files, when that is not the present user. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** The user id to switch to before starting, when no tool does it. */
  readonly switchTo?: { readonly uid: number; readonly gid: number };
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * A way to run `postgres` (an absolute path) on files in `dir`, which exists. For an ordinary user that is the plain
 * command. For root, the first of these that works here:
 *  1. as user `postgres`, then as `nobody`, by setpriv with the one capability to pass closed folders;
 *  2. as root itself in a user namespace that gives it another id;
 *  3. as those users without the capability, where the folders are open.
 * An existing cluster (`cluster`, when it is there) decides by its owner, so that a later start does the same.
 */
export function findLauncher(postgres: string, dir: string, cluster: string): Launcher {
  if (process.getuid?.() !== 0) return plain;
  const owner = existsSync(cluster) ? statSync(cluster).uid : null;
  const candidates = rootLaunchers().filter((one) => owner === null || (one.owner?.uid ?? 0) === owner);
  for (const launcher of candidates) {
    if (works(launcher, postgres, owner === null ? dir : cluster, owner === null)) return launcher;
  }
  throw new RetortError(
    'unavailable',
    'PostgreSQL does not run as root, and neither setpriv nor unshare can run it as another user here: start Retort as an ordinary user, or set DATABASE_URL.',
  );
}

/** Runs a PostgreSQL program to its end. */
export function run(launcher: Launcher, program: string, args: readonly string[]) {
  const [command, ...rest] = launcher.command(program, args);
  return spawnSync(command, rest, {
    ...launcher.switchTo,
    cwd: '/',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const plain: Launcher = { command: (program, args) => [program, ...args] };

function rootLaunchers(): Launcher[] {
  const users = ['postgres', 'nobody'].flatMap((name) => lookUp(name) ?? []);
  const nobody = lookUp('nobody');
  return [
    ...users.flatMap((user) =>
      ['dac_read_search', 'dac_override'].map((capability) => capable(user, capability)),
    ),
    ...(nobody ? [namespaced(nobody)] : []),
    ...users.map((user) => ({ ...plain, owner: user, switchTo: user })),
  ];
}

function capable(user: Account, capability: string): Launcher {
  return {
    owner: user,
    command: (program, args) => [
      'setpriv',
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      '--no-new-privs',
      // Without this bit access() ignores the capability, and initdb asks access() before it runs postgres.
      '--securebits=+no_setuid_fixup',
      `--inh-caps=-all,+${capability}`,
      `--ambient-caps=-all,+${capability}`,
      '--',
      program,
      ...args,
    ],
  };
}

function namespaced(user: Account): Launcher {
  return {
    command: (program, args) => [
      'unshare',
      '--user',
      `--map-user=${user.uid}`,
      `--map-group=${user.gid}`,
      '--',
      program,
      ...args,
    ],
  };
}

function works(launcher: Launcher, postgres: string, dir: string, fresh: boolean): boolean {
  const probe = fresh ? mkdtempSync(join(dir, 'probe-')) : dir;
  try {
    if (fresh && launcher.owner) chownSync(probe, launcher.owner.uid, launcher.owner.gid);
    return (
      run(launcher, '/bin/sh', ['-c', 'test -w "$0" && test -x "$0" && exec "$1" --version', probe, postgres])
        .status === 0
    );
  } finally {
    if (fresh) rmSync(probe, { recursive: true, force: true });
  }
}

function lookUp(name: string): Account | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}
