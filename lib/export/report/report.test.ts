import { describe, expect, test } from 'vitest';
import { caseFixture, HOSTILE, SECRETS } from '@/lib/export/case/fixture';
import type { CaseFile } from '@/lib/export/case/model';
import { Pseudonyms } from '@/lib/export/case/pseudonym';
import { redact } from '@/lib/export/case/redact';
import { REDACTION_LEVELS, type RedactionLevel } from '@/lib/model/case-words';
import { pieces, visible } from './clean';
import { reportHtml } from './html';
import { reportOf } from './report';
import { cssString } from './style';
import { odds, percent, score } from './words';

const pseudonyms = new Pseudonyms(Buffer.alloc(32, 1));
const at = (level: RedactionLevel, change: (file: CaseFile) => void = () => {}) => {
  const file = caseFixture();
  change(file);
  return redact(file, { level, pseudonyms });
};

async function html(file: CaseFile): Promise<string> {
  let text = '';
  for await (const piece of reportHtml(file)) text += piece;
  return text;
}

/** Everything but the fonts. */
const shown = (page: string) => page.replace(/url\(data:font[^)]*\)/g, '');

/** Every field that a stranger writes says this. */
function hostile(file: CaseFile): void {
  file.campaign.title = HOSTILE;
  file.campaign.id = `</title>${HOSTILE}`;
  file.producer.organization = `</style>${HOSTILE}`;
  for (const item of file.evidence) item.summary = `${HOSTILE}${'x'.repeat(2_000)}`;
  for (const account of file.accounts) {
    account.id = `${HOSTILE}${account.id}`;
    account.reasons = [HOSTILE];
    account.looks_innocent = HOSTILE;
  }
  file.totals.looks_innocent = 3;
  for (const model of file.models) model.name = HOSTILE;
  for (const scaffold of file.scaffolds) scaffold.skeleton = `z${'\u0301'.repeat(900)}${HOSTILE}`;
  for (const decision of file.decisions) decision.reason = HOSTILE;
}

describe('the page', () => {
  test('is the same to the byte for the same state', async () => {
    expect(await html(at('internal'))).toBe(await html(at('internal')));
  });

  test.each(REDACTION_LEVELS)('bears its marking on paper and on screen at %s', async (level) => {
    const file = at(level);
    const page = await html(file);
    const marking = `content: ${cssString(file.tlp)}`.replace('content: ', 'content:');
    expect(page.split(marking)).toHaveLength(3);
    expect(page.match(/class="tlp">TLP:/g)).toHaveLength(2);
    expect(page).toContain(`<title>${file.tlp} `);
  });

  test.each(REDACTION_LEVELS)('asks nothing of the network and runs nothing at %s', async (level) => {
    const page = shown(await html(at(level, hostile)));
    expect(page).not.toMatch(/<(script|img|iframe|object|embed|link|form|base)\b/i);
    expect(page).not.toMatch(/\son\w+\s*=|@import|url\((?!#|$)[^)]/i);
    expect(page.match(/(?:href|src)="(?!#)[^"]*"/g)).toBeNull();
  });

  test('shows what would not be seen, and lets nothing turn or pile up', async () => {
    const page = shown(await html(at('internal', hostile)));
    expect(page).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}/u);
    expect(page).toContain('<span class="u">U+202E</span>');
    expect(page).not.toMatch(/\u0301{5}/);
    expect(page).not.toMatch(/x{700}/);
    expect(page.match(/<style>/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page.match(/<\/title>/g)?.length).toBe(page.match(/<title/g)?.length);
  });

  test('opens and closes its parts in order', async () => {
    const stack: string[] = [];
    const empty = new Set(['meta', 'col', 'rect', 'line', 'circle', 'path', '!doctype']);
    const page = shown(await html(at('internal', hostile))).replace(/<style>[\s\S]*?<\/style>/, '');
    for (const [, close, name = '', self] of page.matchAll(/<(\/?)([!a-z][\w-]*)[^<>]*?(\/?)>/gi)) {
      if (self || empty.has(name.toLowerCase())) continue;
      if (close) expect(stack.pop()).toBe(name);
      else stack.push(name);
    }
    expect(stack).toEqual([]);
  });

  test('can be heard: headings in order, heads of tables with their scope, pictures in words', async () => {
    const page = await html(at('internal'));
    const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(page.match(/<th(?! scope)[ >]/g)).toBeNull();
    const pictures = [...page.matchAll(/<svg role="img" aria-labelledby="(\S+) (\S+)"/g)];
    expect(pictures.length).toBeGreaterThan(4);
    for (const [, title, description] of pictures) {
      expect(page).toContain(`<title id="${title}">`);
      expect(page).toContain(`<desc id="${description}">`);
    }
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(['partner', 'public'] as const)(
    'names no customer and nobody who decided at %s',
    async (level) => {
      const page = shown(await html(at(level)));
      const { accounts, ...others } = SECRETS;
      for (const secret of [...accounts, ...Object.values(others)]) expect(page).not.toContain(secret);
    },
  );

  test('brings the type for scripts that a reader may have none for', async () => {
    const page = await html(
      at('internal', (file) => {
        file.campaign.title = '青铜灯笼 مصباح';
      }),
    );
    const faces = [...page.matchAll(/unicode-range:([^}]+)\}/g)];
    expect(faces.length).toBeGreaterThan(2);
    const held = faces.flatMap(([, ranges = '']) => ranges.split(','));
    expect(held).toEqual(expect.arrayContaining(['U+41', 'U+9752', 'U+645']));
    expect(new Set(held).size).toBe(held.length);
  });
});

describe('what is said', () => {
  const standing = (change: (file: CaseFile) => void) => {
    const { title, text } = reportOf(at('internal', change)).standing;
    return `${title}. ${text}`;
  };
  test.each<[CaseFile['campaign']['status'], RegExp]>([
    ['suspected', /not a finding.*No person has decided/],
    ['confirmed', /A person reviewed it and confirmed it on 1 Oct 2026/],
    ['dismissed', /says nothing against the accounts/],
    ['contained', /None of its accounts can act any more/],
    ['closed', /its record/],
  ])('of a campaign that is %s', (status, words) => {
    expect(
      standing((file) => {
        file.campaign.status = status;
      }),
    ).toMatch(words);
  });

  const section = (id: string, change?: (file: CaseFile) => void, level: RedactionLevel = 'internal') =>
    JSON.stringify(reportOf(at(level, change)).sections.find((one) => one.id === id)?.blocks);
  test('counter-evidence stands beside evidence, with its weight', () => {
    expect(section('scores')).toContain('Evidence against (1)');
    expect(section('limits')).toContain('One organization (−1.3): ');
  });
  test('without evidence against it, absence is called no proof', () => {
    const none = (file: CaseFile) => {
      file.evidence = file.evidence.filter(({ log_odds }) => log_odds > 0);
    };
    expect(section('limits', none)).toContain('Absence of such a sign is no evidence of bad intent.');
  });
  test('without any evidence, the scores are said to rest on nothing', () => {
    const none = (file: CaseFile) => {
      file.evidence = [];
    };
    expect(section('scores', none)).toContain('nothing should rest on them');
  });
  test('a dismissed campaign is attributed no technique and recommended no step', () => {
    const dismissed = (file: CaseFile) => {
      file.campaign.status = 'dismissed';
    };
    expect(section('path', dismissed)).toContain('no technique is attributed');
    expect(section('next', dismissed)).toContain('no step is recommended');
  });
  test('who may be innocent is looked at before any step', () => {
    const innocent = (file: CaseFile) => {
      file.totals.looks_innocent = 2;
    };
    expect(section('next', innocent)).toMatch(
      /^\[\{"kind":"list","ordered":true,"items":\["Look first at the 2/,
    );
  });
  test('a table that is cut says how much there is, and where', () => {
    const many = (file: CaseFile) => {
      const [one] = file.accounts;
      if (one) file.accounts = Array.from({ length: 70 }, (_, i) => ({ ...one, id: `a${i}` }));
      file.filter.accounts = { total: 25_000, included: 70, limit: 70 };
    };
    expect(section('tables', many)).toContain(
      '"total":25000,"what":"accounts","where":"All of them are in accounts.csv."',
    );
  });
  test('at public no account is listed', () => {
    expect(section('tables', undefined, 'public')).toContain('No account is listed');
  });
});

describe('text from outside', () => {
  test.each([
    ['plain', 'acct_1', 'acct_1'],
    ['a mark that turns', 'a\u202eb', 'a[U+202E]b'],
    ['a line break', 'a\r\nb', 'a ¶ b'],
    ['half a character', 'a\ud800b', 'a[U+D800]b'],
    ['a joiner where it shapes', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['a joiner where it hides', 'a\u200cb', 'a[U+200C]b'],
    ['a tag character', 'a\u{e0041}', 'a[U+E0041]'],
  ])('%s', (_, text, seen) => {
    expect(visible(text)).toBe(seen);
  });
  test('is cut by characters, and says so', () => {
    expect(pieces('😀'.repeat(50), 3).map(({ text }) => text)).toEqual(['😀😀😀… (100 characters in all)']);
  });
  test('cannot leave a string of CSS', () => {
    expect(cssString('a"}</style>\n')).toBe('"a\\22 \\7d \\3c \\2f style\\3e \\a "');
  });
});

test.each([
  [percent(0.999), '>99%'],
  [percent(0.001), '<1%'],
  [percent(1), '100%'],
  [score(1), '0.99'],
  [odds(Math.log(10)), '10 to 1 for'],
  [odds(-Math.log(1.5)), '1.5 to 1 against'],
])('a figure reads %s', (figure, words) => {
  expect(figure).toBe(words);
});
