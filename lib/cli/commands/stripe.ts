import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { note, print, printJson, printTable } from '@/lib/cli/output';
import type { Actor } from '@/lib/model/access';
import { getStripe } from '@/lib/services/stripe/get';
import { setUpStripe } from '@/lib/services/stripe/set-up';

const actor: Actor = { kind: 'system', name: 'Command line' };

/** `retort stripe set-up|show`. */
export function stripeCommand(): Command {
  const stripe = new Command('stripe').description('the endpoint that Stripe sends events to');
  stripe
    .command('set-up')
    .description('read the signing secret of the endpoint (whsec_…) from standard input and keep it sealed')
    .option('--account-key <name>', "the key of a customer's metadata that holds the id of the account")
    .option('--json', 'print JSON')
    .action(async ({ accountKey, json }: { accountKey?: string; json?: boolean }) => {
      if (process.stdin.isTTY)
        note('Paste the signing secret and end with Ctrl-D; end at once to keep the one there is.');
      const secret = (await text(process.stdin)).trim();
      const set = await withDatabase(async () => {
        const { version, account_key } = await getStripe({}, { actor });
        return setUpStripe(
          { secret: secret === '' ? undefined : secret, account_key: accountKey ?? account_key, version },
          { actor },
        );
      });
      if (json) printJson(set);
      else
        print(
          `Stripe can send to /api/v1/ingest/stripe; accounts are named by metadata["${set.account_key}"].`,
        );
    });
  stripe
    .command('show')
    .description('whether the endpoint is set up, and what became of events')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const out = await withDatabase(() => getStripe({}, { actor }));
      if (json) return printJson(out);
      print(
        out.set_up
          ? `Set up; accounts are named by metadata["${out.account_key}"].`
          : 'No endpoint is set up.',
      );
      if (out.events.length > 0)
        printTable(
          ['type', 'outcome', 'events', 'last'],
          out.events.map(({ type, outcome, events, last_at }) => [type, outcome, events, last_at]),
        );
    });
  return stripe;
}
