import { Command, Option } from 'commander';
import { publicOrigin } from '@/lib/auth/same-origin';
import { withDatabase } from '@/lib/cli/database';
import { note, print, printJson, printTable } from '@/lib/cli/output';
import { type Actor, ROLES, type Role } from '@/lib/model/access';
import { MAX_PAGE } from '@/lib/model/page';
import { createInvitation } from '@/lib/services/invitation/create';
import { addUser } from '@/lib/services/user/add';
import { changeUserRole } from '@/lib/services/user/change-role';
import { clearTwoFactor } from '@/lib/services/user/clear-two-factor';
import { disableUser } from '@/lib/services/user/disable';
import { enableUser } from '@/lib/services/user/enable';
import { listUsers } from '@/lib/services/user/list';
import { resetPassword } from '@/lib/services/user/reset-password';
import { unlockUser } from '@/lib/services/user/unlock';

/** Whoever may use the command line on this machine may do everything; the audit log says that it was used. */
const actor: Actor = { kind: 'system', name: 'Command line' };

interface Json {
  json?: boolean;
}

const roleOption = () =>
  new Option('--role <role>', 'what the person may do').choices(ROLES).makeOptionMandatory();

/** `retort user add|invite|list|disable|enable|role|reset-password|unlock|clear-two-factor`. */
export function userCommand(): Command {
  const user = new Command('user').description('people who sign in');
  user
    .command('add <email>')
    .description('let a person sign in; prints their one-time password')
    .addOption(roleOption())
    .option('--name <name>', 'the name colleagues see')
    .option('--json', 'print JSON')
    .action(async (email: string, { role, name, json }: { role: Role; name?: string } & Json) => {
      const added = await withDatabase(() => addUser({ email, role, name }, { actor }));
      if (json) return printJson(added);
      note(`${added.email} can sign in as ${added.role}. The password is shown only now:`);
      print(added.password);
    });
  user
    .command('list')
    .description('everybody who can or could sign in')
    .option('--json', 'print one JSON object a line')
    .action(async ({ json }: Json) => {
      const people = await withDatabase(allUsers);
      if (json) for (const person of people) printJson(person);
      else {
        printTable(
          ['email', 'name', 'role', 'disabled'],
          people.map((person) => [person.email, person.name, person.role, person.disabled ? 'yes' : '']),
        );
      }
    });
  user
    .command('disable <email>')
    .description("take away a person's sign-in and end their sessions")
    .option('--json', 'print JSON')
    .action(async (email: string, { json }: Json) => {
      const done = await withDatabase(() => disableUser({ email }, { actor }));
      if (json) printJson(done);
      else print(`${done.email} can no longer sign in.`);
    });
  user
    .command('enable <email>')
    .description('give a disabled person their sign-in back')
    .option('--json', 'print JSON')
    .action(async (email: string, { json }: Json) => {
      const done = await withDatabase(() => enableUser({ email }, { actor }));
      if (json) printJson(done);
      else print(`${done.email} can sign in again.`);
    });
  user
    .command('role <email>')
    .description('change what a person may do')
    .addOption(roleOption())
    .option('--json', 'print JSON')
    .action(async (email: string, { role, json }: { role: Role } & Json) => {
      const done = await withDatabase(() => changeUserRole({ email, role }, { actor }));
      if (json) printJson(done);
      else print(`${done.email} is ${done.role} now.`);
    });
  user
    .command('reset-password <email>')
    .description('give a person a new one-time password and end their sessions')
    .option('--json', 'print JSON')
    .action(async (email: string, { json }: Json) => {
      const done = await withDatabase(() => resetPassword({ email }, { actor }));
      if (json) return printJson(done);
      note(`The new password of ${done.email} is shown only now:`);
      print(done.password);
    });
  user
    .command('invite <email>')
    .description('make a link by which a person chooses their own password; prints it')
    .addOption(roleOption())
    .option('--json', 'print JSON')
    .action(async (email: string, { role, json }: { role: Role } & Json) => {
      const made = await withDatabase(() => createInvitation({ email, role }, { actor }));
      if (json) return printJson(made);
      note(`The link works once, until ${made.expires_at}. It is shown only now:`);
      const origin = publicOrigin() ?? `http://localhost:${process.env.PORT ?? 3000}`;
      print(`${origin}/invitation#${made.token}`);
    });
  user
    .command('unlock <email>')
    .description('let a person try again who failed to sign in too often')
    .option('--json', 'print JSON')
    .action(async (email: string, { json }: Json) => {
      const done = await withDatabase(() => unlockUser({ email }, { actor }));
      if (json) printJson(done);
      else print(`${done.email} can try again.`);
    });
  user
    .command('clear-two-factor <email>')
    .description('take the second factor off a person who lost it, and end their sessions')
    .option('--json', 'print JSON')
    .action(async (email: string, { json }: Json) => {
      const done = await withDatabase(() => clearTwoFactor({ email }, { actor }));
      if (json) printJson(done);
      else print(`${done.email} signs in with the password alone now.`);
    });
  return user;
}

async function allUsers() {
  const people = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listUsers({ limit: MAX_PAGE, cursor }, { actor });
    people.push(...page.items);
    if (page.next_cursor === null) return people;
    cursor = page.next_cursor;
  }
}
