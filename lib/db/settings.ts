const MB = 1024 * 1024;
const SMALL_SHM = 512 * MB;

export interface Machine {
  /** Memory that this process and its children may use, bytes. */
  readonly memory: number;
  /** Free space on the disk of the database, bytes. */
  readonly disk: number;
  /** Free space in /dev/shm, bytes, or null where there is none. Containers often have 64 MiB. */
  readonly shm: number | null;
}

/**
 * Settings of the embedded server for a machine. Commits stay durable; memory follows the usual shares
 * (a sixth for shared buffers, at most 2 GiB, because the console and detection live on the same machine).
 */
export function serverSettings({ memory, disk, shm }: Machine): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: mb(clamp(memory / 6, 128 * MB, 2048 * MB)),
    effective_cache_size: mb(Math.max(memory / 2, 256 * MB)),
    maintenance_work_mem: mb(clamp(memory / 32, 64 * MB, 512 * MB)),
    work_mem: mb(clamp(memory / 256, 8 * MB, 64 * MB)),
    wal_level: 'minimal',
    max_wal_senders: '0',
    wal_buffers: '16MB',
    min_wal_size: '128MB',
    max_wal_size: mb(clamp(disk / 20, 256 * MB, 4096 * MB)),
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    synchronous_commit: 'on',
    random_page_cost: '1.1',
    jit: 'off',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    ...(shm !== null && shm < SMALL_SHM ? { dynamic_shared_memory_type: 'sysv' } : {}),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function mb(bytes: number): string {
  return `${Math.floor(bytes / MB)}MB`;
}
