import { describe, expect, test } from 'vitest';
import { serverSettings } from './settings';

const GB = 1024 ** 3;
const roomy = { memory: 24 * GB, disk: 80 * GB, shm: 12 * GB };

describe('settings of the embedded server', () => {
  test.each([
    ['a large machine', roomy, { shared_buffers: '2048MB', max_wal_size: '4096MB' }],
    ['a laptop', { ...roomy, memory: 6 * GB }, { shared_buffers: '1024MB', effective_cache_size: '3072MB' }],
    [
      'very little memory',
      { ...roomy, memory: 0.5 * GB },
      { shared_buffers: '128MB', maintenance_work_mem: '64MB' },
    ],
    ['a nearly full disk', { ...roomy, disk: 1 * GB }, { max_wal_size: '256MB' }],
    [
      'a container with 64 MiB of shared memory',
      { ...roomy, shm: 64 * 1024 ** 2 },
      { dynamic_shared_memory_type: 'sysv' },
    ],
  ])('%s', (_, machine, expected) => {
    expect(serverSettings(machine)).toMatchObject(expected);
  });

  test('commits are durable on every machine', () => {
    expect(serverSettings(roomy).synchronous_commit).toBe('on');
    expect(serverSettings(roomy)).not.toHaveProperty('fsync');
  });

  test('shared memory is left as it is where there is enough or none', () => {
    expect(serverSettings(roomy)).not.toHaveProperty('dynamic_shared_memory_type');
    expect(serverSettings({ ...roomy, shm: null })).not.toHaveProperty('dynamic_shared_memory_type');
  });
});
