import { describe, expect, test } from 'vitest';
import { seeded } from '@/lib/model/random';
import { CALIBRATION, calibrated, fitCalibration, type Sums } from './calibration';

const NOTHING: Sums = { program: 0, other: 0, against: 0, unison: 0, extraction: 0, accounts: 50 };

describe('calibrated', () => {
  test.each<[string, Partial<Sums>, Partial<Sums>]>([
    ['other evidence', {}, { other: 2 }],
    ['evidence of the program', {}, { program: 2 }],
    ['acting in unison', {}, { unison: 4 }],
    ['more accounts, while they are few', { accounts: 4 }, { accounts: 11 }],
    ['less against it', { against: -2 }, { against: -1 }],
  ])('coordination is likelier by %s', (_, less, more) => {
    expect(calibrated({ ...NOTHING, ...more }).coordination).toBeGreaterThan(
      calibrated({ ...NOTHING, ...less }).coordination,
    );
  });

  test('a program alone never decides', () => {
    const { coordination } = calibrated({ ...NOTHING, program: 50 });
    expect(coordination).toBeLessThan(0.6);
  });
});

describe('fitCalibration', () => {
  /** Groups of which as many are real as the given calibration says. */
  function outcomes(count: number) {
    const random = seeded(7);
    return Array.from({ length: count }, () => {
      const sums: Sums = {
        program: 5 * random(),
        other: 8 * random() ** 2,
        against: -2 * random() ** 2,
        unison: 0,
        extraction: 6 * random() - 2,
        accounts: Math.round(3 + 60 * random() ** 2),
      };
      const { coordination, extraction } = calibrated(sums, CALIBRATION);
      return { sums, real: random() < coordination * extraction };
    });
  }

  test('finds the numbers that made the outcomes', () => {
    const fitted = fitCalibration(outcomes(4_000));
    for (const { sums } of outcomes(50)) {
      const [a, b] = [calibrated(sums, fitted), calibrated(sums, CALIBRATION)];
      expect(a.coordination * a.extraction).toBeCloseTo(b.coordination * b.extraction, 0.8);
    }
  });

  test('keeps to its start when there is nothing to learn from', () => {
    expect(fitCalibration([])).toMatchObject({ other: 1, size: 1, harvest: 1 });
  });
});
