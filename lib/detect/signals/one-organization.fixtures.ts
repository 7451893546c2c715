import { strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const mail = strangers(200, () => ({ facts: { emailDomain: 'post.example' } }));

export const cases: Fixture[] = [
  {
    name: 'a verified company',
    scene: () => operation(() => ({ facts: { organization: 'Larkfield', verified: 'organization' } })),
    expect: { least: -4, most: -3.5, says: /belong to Larkfield/ },
  },
  {
    name: 'a name that nobody verified',
    scene: () => operation(() => ({ facts: { organization: 'Larkfield' } })),
    expect: { least: -2, most: -1, says: /not verified/ },
  },
  {
    name: 'colleagues at a mail domain of their own, verified',
    scene: () =>
      operation(() => ({ facts: { emailDomain: 'larkfield.example', verified: 'organization' } }), {}, mail),
    expect: { least: -2.5, most: -2.4, says: /address at larkfield\.example, as colleagues have/ },
  },
  {
    name: 'a public mail service',
    scene: () => operation(() => ({ facts: { emailDomain: 'post.example' } }), {}, mail),
    expect: null,
  },
  { name: 'no organization', scene: () => operation(), expect: null },
];
