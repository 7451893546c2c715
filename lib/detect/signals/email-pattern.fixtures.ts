import { many, sceneFor, strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const others = strangers(200, (i) => ({
  facts: { emailDomain: 'gmail.com', emailPattern: i % 4 === 0 ? 'aaaa99' : 'aaaa.aaaa' },
}));

export const cases: Fixture[] = [
  {
    name: 'one shape at a rare domain',
    scene: () =>
      operation(() => ({ facts: { emailDomain: 'mailnest.example', emailPattern: 'aaa9999' } }), {}, others),
    expect: { least: 1.8, most: 2, says: /aaa9999@mailnest\.example/ },
  },
  {
    name: 'a common shape at a common domain',
    scene: () =>
      operation(() => ({ facts: { emailDomain: 'gmail.com', emailPattern: 'aaaa.aaaa' } }), {}, others),
    expect: null,
  },
  {
    name: 'services for throw-away addresses, of many names',
    scene: () =>
      operation(
        (i) => ({ facts: { emailDomain: `tempmail${i}.example`, emailPattern: `a${'a'.repeat(i % 7)}` } }),
        {},
        others,
      ),
    expect: { least: 1.2, most: 1.5, says: /throw-away/ },
  },
  {
    name: 'numbered names at a common service, one after another',
    scene: () =>
      operation(
        (i) => ({
          facts: { emailDomain: `post${i % 2}.example`, emailPattern: 'aaaa99' },
          created: 10 + Math.floor(i / 2) * 3 + (i % 2) * 60,
        }),
        {},
        strangers(200, (i) => ({
          facts: { emailDomain: `post${i % 2}.example`, emailPattern: i % 3 === 0 ? 'aaaa99' : 'aaaa.aaaa' },
        })),
      ),
    expect: { least: 0.3, most: 1.5 },
  },
  {
    name: 'nine people of whom five are at a public mail service',
    scene: () =>
      sceneFor(
        [
          ...many(9, 'member', (i) => ({
            sends: [{ family: 'grade', n: 20 }],
            facts: {
              emailDomain: i < 5 ? 'gmail.com' : `own${i}.example`,
              emailPattern: `a${'a'.repeat(i)}`,
            },
          })),
          ...strangers(200, (i) => ({
            facts: { emailDomain: i % 7 === 0 ? 'gmail.com' : `own-${i}.example`, emailPattern: 'aaaa' },
          })),
        ],
        'member',
        { families: ['grade'] },
      ),
    expect: null,
  },
];
