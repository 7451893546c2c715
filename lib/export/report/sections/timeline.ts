import type { CaseFile } from '@/lib/export/case/model';
import { foreign } from '@/lib/export/report/clean';
import type { Section, Text } from '@/lib/export/report/document';
import { timelinePicture } from '@/lib/export/report/pictures/timeline';
import { eventWords, moment, plural } from '@/lib/export/report/words';

const MOST_EVENTS = 60;

interface Entry {
  at: string;
  what: Text;
}

/** What happened when, drawn and as a table. */
export function timelineSection(file: CaseFile): Section {
  const all = chronology(file);
  const shown = all.length > MOST_EVENTS ? [...all.slice(0, 20), ...all.slice(20 - MOST_EVENTS)] : all;
  return {
    id: 'timeline',
    title: 'Timeline',
    blocks: [
      ...(file.traffic.length > 0 ? [{ kind: 'picture', picture: timelinePicture(file) } as const] : []),
      {
        kind: 'table',
        caption: 'Chronology, in UTC',
        columns: [
          { name: 'When', width: 26 },
          { name: 'What happened', width: 74 },
        ],
        rows: shown.map(({ at, what }): Text[] => [moment(at), what]),
        short: 14,
        of: { total: all.length, what: 'entries', where: 'The others are in case.json.' },
      },
    ],
  };
}

/** First and last activity, releases that its accounts moved to, largest days of sign-ups and bans, runs and decisions. */
function chronology({ campaign, models, account_events, events, decisions }: CaseFile): Entry[] {
  const entries: Entry[] = [
    { at: campaign.first_seen, what: [{ strong: 'First activity' }, ' of a member that is counted here'] },
    { at: campaign.last_seen, what: [{ strong: 'Last activity' }, ' in this report'] },
  ];
  for (const { name, released_at, since } of models) {
    if (released_at && released_at >= campaign.first_seen && released_at <= campaign.last_seen)
      entries.push({ at: released_at, what: ['Model released: ', foreign(name, 40)] });
    else if (since > campaign.first_seen)
      entries.push({ at: since, what: ['First use of ', foreign(name, 40)] });
  }
  const largest = (kind: string, words: (n: number) => string) => {
    const days = account_events.filter((event) => event.kind === kind);
    const most = days.reduce((a, b) => (b.accounts > (a?.accounts ?? 0) ? b : a), days[0]);
    if (most)
      entries.push({
        at: `${most.day}T00:00:00.000Z`,
        what: `${words(most.accounts)}, the most of one day`,
      });
  };
  largest('signed_up', (n) => `${plural(n, 'member')} signed up`);
  largest('banned', (n) => `${plural(n, 'member')} banned`);
  for (const { at, kind, actor, summary } of events) {
    const by: Text = actor ? [' by ', foreign(actor, 60)] : [];
    const said: Text = summary ? [': ', foreign(summary, 200)] : [];
    entries.push({ at, what: [{ strong: eventWords(kind) }, ...by, ...said] });
  }
  const told = new Set(events.map(({ at }) => at));
  if (campaign.decided_at && !told.has(campaign.decided_at) && decisions.length === 0)
    entries.push({ at: campaign.decided_at, what: [{ strong: 'Decided' }] });
  if (campaign.contained_at && !events.some(({ kind }) => kind === 'contained'))
    entries.push({ at: campaign.contained_at, what: [{ strong: 'Contained' }] });
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
