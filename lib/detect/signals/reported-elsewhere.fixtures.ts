import type { Report } from '@/lib/detect/snapshot';
import { type Fixture, operation } from './fixtures';

const within = (share: Partial<Report> & { members: number; others: number; confidence: number | null }) => {
  const scene = operation();
  const members = scene.group.members.map(({ account }) => account);
  const report: Report = {
    kind: 'payment_fingerprint',
    value: 'pm_17',
    source: 'peer lab',
    confidence: share.confidence,
    note: null,
    accounts: [...members.slice(0, share.members), ...scene.others.slice(0, share.others)],
    ...(share.stixId === undefined ? {} : { stixId: share.stixId, tlp: share.tlp, coarse: share.coarse }),
  };
  return { ...scene, rhythm: { ...scene.rhythm, reports: [report] } };
};

export const cases: Fixture[] = [
  {
    name: 'a reported card on most members',
    scene: () => within({ members: 24, others: 0, confidence: 0.8 }),
    expect: {
      least: 1.5,
      most: 2.5,
      says: /24 of 30 accounts .*peer lab.*payment fingerprint pm_17, with a confidence of 80%/,
    },
  },
  {
    name: 'a VPN exit that everybody uses',
    scene: () => within({ members: 10, others: 70, confidence: 0.4 }),
    expect: null,
  },
  {
    name: 'one member',
    scene: () => within({ members: 1, others: 0, confidence: 0.9 }),
    expect: null,
  },
  {
    name: 'a source that is not sure',
    scene: () => within({ members: 24, others: 0, confidence: 0.1 }),
    expect: null,
  },
  {
    name: 'a source that says nothing of how sure it is',
    scene: () => within({ members: 24, others: 0, confidence: null }),
    expect: { least: 0.4, most: 0.8 },
  },
  {
    name: 'an indicator of STIX, with how far it may be told',
    scene: () =>
      within({
        members: 24,
        others: 0,
        confidence: 0.8,
        stixId: 'indicator--1',
        tlp: 'TLP:AMBER',
        coarse: false,
      }),
    expect: { least: 1.5, most: 2.5, says: /peer lab, TLP:AMBER/ },
  },
  {
    name: 'an address of which only the block can be compared',
    scene: () =>
      within({
        members: 24,
        others: 0,
        confidence: 0.8,
        stixId: 'indicator--1',
        tlp: 'TLP:AMBER',
        coarse: true,
      }),
    expect: { least: 0.8, most: 1.4 },
  },
];
