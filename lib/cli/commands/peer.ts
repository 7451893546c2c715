import { Command, Option } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { note, print, printJson, printTable, UsageError } from '@/lib/cli/output';
import type { Actor } from '@/lib/model/access';
import type { PeerRow } from '@/lib/model/console/sharing';
import { MAX_PAGE } from '@/lib/model/page';
import { SHARED_TLP, type SharedTlp } from '@/lib/model/share-words';
import { addPeer } from '@/lib/services/peer/add';
import { disablePeer } from '@/lib/services/peer/disable';
import { enablePeer } from '@/lib/services/peer/enable';
import { listPeers } from '@/lib/services/peer/list';
import { renewPeer } from '@/lib/services/peer/renew';
import { expiry } from './key';

const actor: Actor = { kind: 'system', name: 'Command line' };

interface Json {
  json?: boolean;
}

/** `retort peer add|list|disable|enable|renew`. */
export function peerCommand(): Command {
  const peer = new Command('peer').description('other providers that read what is shared here');
  peer
    .command('add <name>')
    .description('let a provider read what is shared, up to a marking; prints its key')
    .addOption(
      new Option('--clearance <tlp>', 'the highest marking that it may read')
        .choices(SHARED_TLP)
        .makeOptionMandatory(),
    )
    .option('--contact <text>', 'whom to ask there')
    .option('--expires <time>', 'when its key stops working: a date, a time, or a span such as 365d')
    .option('--json', 'print JSON')
    .action(
      async (
        name: string,
        {
          clearance,
          contact,
          expires,
          json,
        }: { clearance: SharedTlp; contact?: string; expires?: string } & Json,
      ) => {
        const expires_at = endOf(expires);
        const added = await withDatabase(() => addPeer({ name, clearance, contact, expires_at }, { actor }));
        if (json) return printJson(added);
        note(`"${added.name}" reads up to ${added.clearance}. Its key is shown only now:`);
        print(added.key);
      },
    );
  peer
    .command('list')
    .description('every peer, without its key')
    .option('--json', 'print one JSON object a line')
    .action(async ({ json }: Json) => {
      const peers = await withDatabase(allPeers);
      if (json) for (const each of peers) printJson(each);
      else
        printTable(
          ['name', 'clearance', 'status', 'key begins', 'expires', 'last seen', 'contact'],
          peers.map((each) => [
            each.name,
            each.clearance,
            each.status,
            each.key_prefix,
            each.expires_at,
            each.last_seen_at,
            each.contact,
          ]),
        );
    });
  for (const [word, what, verb] of [
    ['disable', 'have a peer read nothing from now on', disablePeer],
    ['enable', 'let a disabled peer read again', enablePeer],
  ] as const)
    peer
      .command(`${word} <name>`)
      .description(what)
      .option('--json', 'print JSON')
      .action(async (name: string, { json }: Json) => {
        const changed = await withDatabase(async () => verb(await named(name), { actor }));
        if (json) printJson(changed);
        else print(`"${changed.name}" is ${changed.status}.`);
      });
  peer
    .command('renew <name>')
    .description('give a peer a new key, and end the one it has; prints the new one')
    .option('--expires <time>', 'when it stops working: a date, a time, or a span such as 365d')
    .option('--json', 'print JSON')
    .action(async (name: string, { expires, json }: { expires?: string } & Json) => {
      const expires_at = endOf(expires);
      const renewed = await withDatabase(async () =>
        renewPeer({ ...(await named(name)), expires_at }, { actor }),
      );
      if (json) return printJson(renewed);
      note(`The new key of "${renewed.name}" is shown only now:`);
      print(renewed.key);
    });
  return peer;
}

function endOf(expires: string | undefined): string | null {
  return expires === undefined ? null : expiry(expires, new Date()).toISOString();
}

async function named(name: string): Promise<{ id: string; version: number }> {
  const found = (await allPeers()).find((each) => each.name === name || each.id === name);
  if (!found) throw new UsageError(`There is no peer named "${name}".`);
  return { id: found.id, version: found.version };
}

async function allPeers(): Promise<PeerRow[]> {
  const peers: PeerRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listPeers({ limit: MAX_PAGE, cursor }, { actor });
    peers.push(...page.items);
    if (page.next_cursor === null) return peers;
    cursor = page.next_cursor;
  }
}
