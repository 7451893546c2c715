import { describe, expect, test } from 'vitest';
import { isSealed, seal, unseal } from './seal';

const ROOT = 'a secret of this installation, long enough';

describe('a sealed secret', () => {
  test('opens for its owner and never looks the same', () => {
    const kept = seal('whsec_1', 'target-1', ROOT);
    expect(isSealed(kept)).toBe(true);
    expect(kept).not.toContain('whsec_1');
    expect(unseal(kept, 'target-1', ROOT)).toBe('whsec_1');
    expect(seal('whsec_1', 'target-1', ROOT)).not.toBe(kept);
  });

  test.each([
    ['for another owner', (kept: string) => unseal(kept, 'target-2', ROOT)],
    ['under another secret', (kept: string) => unseal(kept, 'target-1', `${ROOT}!`)],
    ['when it was changed', (kept: string) => unseal(`${kept.slice(0, -4)}AAAA`, 'target-1', ROOT)],
    ['when it was cut', (kept: string) => unseal(kept.slice(0, 20), 'target-1', ROOT)],
  ])('does not open %s', (_, open) => {
    expect(open(seal('whsec_1', 'target-1', ROOT))).toBeNull();
  });

  test('one of before there were seals is what it says', () => {
    expect(unseal('whsec_1', 'target-1', ROOT)).toBe('whsec_1');
  });
});
