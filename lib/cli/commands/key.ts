import { Command, InvalidArgumentError, Option } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { note, print, printJson, printTable, UsageError } from '@/lib/cli/output';
import { type Actor, KEY_SCOPES, type KeyScope } from '@/lib/model/access';
import { MAX_PAGE } from '@/lib/model/page';
import { addKey } from '@/lib/services/key/add';
import { listKeys } from '@/lib/services/key/list';
import { revokeKey } from '@/lib/services/key/revoke';

const actor: Actor = { kind: 'system', name: 'Command line' };

interface Json {
  json?: boolean;
}

interface AddOptions extends Json {
  scope: KeyScope[];
  expires?: string;
  source?: string;
}

/** `retort key add|list|revoke`. */
export function keyCommand(): Command {
  const key = new Command('key').description('API keys');
  key
    .command('add <name>')
    .description('make an API key; prints its secret')
    .addOption(
      new Option('--scope <scope>', `what the key may do: ${KEY_SCOPES.join(', ')}; repeat it for several`)
        .argParser(collectScopes)
        .makeOptionMandatory(),
    )
    .option(
      '--source <name>',
      'for ingest: the only source that the key may send as, such as litellm or otel',
    )
    .option('--expires <time>', 'when it stops working: a date, a time, or a span such as 90d')
    .option('--json', 'print JSON')
    .action(async (name: string, { scope, expires, source, json }: AddOptions) => {
      const expires_at = expires === undefined ? null : expiry(expires, new Date()).toISOString();
      const added = await withDatabase(() => addKey({ name, scopes: scope, expires_at, source }, { actor }));
      if (json) return printJson(added);
      note(`The key "${added.name}" (${added.scopes.join(', ')}) is shown only now:`);
      print(added.key);
    });
  key
    .command('list')
    .description('every API key, without its secret')
    .option('--json', 'print one JSON object a line')
    .action(async ({ json }: Json) => {
      const keys = await withDatabase(allKeys);
      if (json) for (const each of keys) printJson(each);
      else {
        printTable(
          ['id', 'name', 'begins', 'scopes', 'source', 'expires', 'last used', 'revoked'],
          keys.map((each) => [
            each.id,
            each.name,
            each.prefix,
            each.scopes.join(', '),
            each.source,
            each.expires_at,
            each.last_used_at,
            each.revoked_at,
          ]),
        );
      }
    });
  key
    .command('revoke <id>')
    .description('end an API key for good')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: Json) => {
      const revoked = await withDatabase(() => revokeKey({ id }, { actor }));
      if (json) printJson(revoked);
      else print(`The key "${revoked.name}" no longer works.`);
    });
  return key;
}

function collectScopes(value: string, before: KeyScope[] = []): KeyScope[] {
  const scope = KEY_SCOPES.find((each) => each === value);
  if (!scope) throw new InvalidArgumentError(`It is one of ${KEY_SCOPES.join(', ')}.`);
  return [...before, scope];
}

const SPANS: Record<string, number> = { h: 3_600_000, d: 86_400_000 };

/** "90d", "12h", "2027-01-01" or a full time → when the key ends. Throws UsageError for anything else. */
export function expiry(text: string, now: Date): Date {
  const span = /^(\d{1,5})([hd])$/.exec(text);
  if (span) return new Date(now.getTime() + Number(span[1]) * (SPANS[span[2] ?? ''] ?? 0));
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(time.getTime())) {
    throw new UsageError(`--expires: "${text}" is neither a date, a time, nor a span such as 90d.`);
  }
  return time;
}

async function allKeys() {
  const keys = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listKeys({ limit: MAX_PAGE, cursor }, { actor });
    keys.push(...page.items);
    if (page.next_cursor === null) return keys;
    cursor = page.next_cursor;
  }
}
