import type { TextVerdict } from '@/lib/model/console/status';

const LONGEST = 80;

/** What a pasted prompt turned out to be, as one sentence. */
export function verdictWords({ says, scaffold, campaign, more }: TextVerdict): string {
  switch (says) {
    case 'family': {
      const family = `This text belongs to scaffold family “${shortened(scaffold ?? '')}”`;
      const whose = campaign ? ` of campaign ${shortened(campaign)}` : ', which no campaign holds';
      return `${family}${whose}.${more > 0 ? ` ${more === 1 ? 'One more family shares' : `${more} more families share`} some of its wording.` : ''}`;
    }
    case 'system':
      return 'This is a known system prompt; no scaffold family sends it.';
    case 'nobody':
      return 'Read as a prompt: no known scaffold family begins, ends or is built like this text.';
  }
}

function shortened(text: string): string {
  const points = Array.from(text);
  return points.length > LONGEST ? `${points.slice(0, LONGEST).join('')}…` : text;
}
