import type { Capability } from '@/lib/model/capability';
import type { Random } from '@/lib/simulate/random';
import * as banks from './banks';
import { aside, followUp, personal } from './voice';

/** What an ordinary person types into a chat, in the language of the country. */
export function chatTurn(rng: Random, language: banks.Language): string {
  const spoken = rng.chance(0.85) ? language : 'en';
  const lead = rng.chance(0.35) ? rng.pick(banks.LEADS[spoken]) : '';
  const tail = rng.chance(0.5) ? rng.pick(banks.TAILS[spoken]) : '';
  const detail = rng.chance(0.4) ? ` (${rng.pick(banks.SUBJECTS[spoken])})` : '';
  if (rng.chance(0.05)) return followUp(rng);
  const asked = rng.pick(banks.ASKS[spoken]).replace('{x}', rng.pick(banks.SUBJECTS[spoken]));
  return personal(`${lead}${asked}${detail}${tail}`, spoken, rng);
}

/** What a developer asks a coding tool. */
export function codeTask(rng: Random): string {
  const before = rng.chance(0.35) ? aside(rng) : '';
  const after = rng.chance(0.5) ? ` ${aside(rng).trim()}` : '';
  return `${before}${bareCodeTask(rng)}${after}`;
}

/** The bare task, without anything about who asks. */
export function bareCodeTask(rng: Random): string {
  const thing = rng.pick(banks.CODE_THINGS);
  const language = rng.pick(banks.CODE_LANGUAGES);
  const fault = rng.pick(banks.CODE_FAULTS);
  const file = `${rng.pick(banks.CODE_FILES)}_${rng.hex(2)}`;
  switch (rng.int(7)) {
    case 0:
      return `The ${thing} in ${file} ${fault}. Find out why and fix it, with a test.`;
    case 1:
      return `Write a ${thing} in ${language}. It must not allocate in the hot path.`;
    case 2:
      return `Refactor ${file}: split the ${thing} from the ${rng.pick(banks.CODE_THINGS)} and keep the public names.`;
    case 3:
      return `why does this ${thing} in ${language} break? it ${fault}\n\n\`\`\`\n${snippet(rng)}\n\`\`\``;
    case 4:
      return `Add ${rng.pick(['metrics', 'an option to disable it', 'pagination', 'a dry run', 'tests for the error path', 'types'])} to the ${thing} (${file}).`;
    case 5:
      return `Review my change to ${file}. I think it ${fault} but the tests pass.`;
    default:
      return `Port the ${thing} from ${language} to ${rng.pick(banks.CODE_LANGUAGES)}, same behaviour, then list what differs.`;
  }
}

function snippet(rng: Random): string {
  const name = `${rng.pick(['load', 'apply', 'merge', 'emit', 'check'])}${rng.pick(['Row', 'Job', 'Node', 'Order', 'Span'])}`;
  return rng.pick([
    `function ${name}(items) {\n  for (let i = 0; i <= items.length; i++) {\n    push(items[i].id, ${rng.int(90)});\n  }\n}`,
    `def ${name}(rows, limit=${rng.int(500)}):\n    out = []\n    for r in rows:\n        if r["n"] > limit:\n            return out\n        out.append(r)`,
    `SELECT ${name}, count(*) FROM events\nWHERE at > now() - interval '${1 + rng.int(30)} days'\nGROUP BY 1 HAVING count(*) > ${rng.int(20)};`,
    `fn ${name}(xs: &[u32]) -> Option<u32> {\n    xs.iter().copied().filter(|x| x % ${2 + rng.int(9)} == 0).max()\n}`,
  ]);
}

/** The turn in which a harness hands back what a tool answered. */
export function toolResult(rng: Random): string {
  const file = `${rng.pick(banks.CODE_FILES)}_${rng.hex(2)}`;
  return rng.pick([
    `<tool_result>\n${file}:${rng.int(400)}: error: ${rng.pick(banks.CODE_FAULTS)}\n</tool_result>`,
    `<tool_result>\n${snippet(rng)}\n</tool_result>`,
    `<tool_result>\n${rng.int(80)} passed, ${rng.int(4)} failed in ${rng.between(0.4, 40).toFixed(1)} s\n</tool_result>`,
    `<tool_result>\nEdited ${file} (+${rng.int(60)} -${rng.int(40)})\n</tool_result>`,
  ]);
}

/** A question with numbers in it, of the kind that reasoning is collected on. */
export function puzzle(rng: Random): string {
  const thing = rng.pick(banks.QUANTITIES);
  const field = rng.pick(banks.FIELDS);
  const [a, b, c] = [2 + rng.int(40), 3 + rng.int(900), 2 + rng.int(15)];
  switch (rng.int(6)) {
    case 0:
      return `There are ${b} ${thing}. Every ${c} minutes ${a} of them are moved. After how long is a third left, and why is the answer not symmetric?`;
    case 1:
      return `In ${field}: prove or refute that the bound ${a}n + ${c} holds for all n greater than ${b}.`;
    case 2:
      return `A problem from ${field}: given ${a} ${thing} in ${c} groups, how many arrangements leave no group with more than ${1 + rng.int(9)}?`;
    case 3:
      return `Derive the relation between ${rng.pick(banks.QUANTITIES)} and ${thing} when the rate changes from ${a} to ${b} per hour.`;
    case 4:
      return `Which of ${c} experts in ${field} is lying, if each accuses the next but ${a % c} of them agree?`;
    default:
      return `${thing.charAt(0).toUpperCase() + thing.slice(1)} arrive at rate ${a} and leave at rate ${b}; what does ${field} say about the long run?`;
  }
}

/** An answer by some model, as it is pasted into grading and cleaning prompts. */
export function modelAnswer(rng: Random): string {
  const field = rng.pick(banks.FIELDS);
  return rng.pick([
    `We first fix the ${rng.pick(banks.QUANTITIES)} at ${rng.int(90)}. By ${field} the remaining cases number ${rng.int(900)}, so the claim follows.`,
    `The answer is ${rng.int(5000)}. Because ${field} gives an upper bound of ${rng.int(5000)} and equality is attained, nothing larger is possible.`,
    `It depends on ${rng.pick(banks.QUANTITIES)}: below ${rng.int(50)} the first term dominates, above it the second, as is usual in ${field}.`,
    `I would argue that ${rng.pick(banks.SUBJECTS.en)} is a matter of taste, but three points speak for it: cost, time and ${rng.pick(banks.QUANTITIES)}.`,
  ]);
}

/** A payload that fits what a scaffold of this capability is about. */
export function payload(capability: Capability, rng: Random): string {
  switch (capability) {
    case 'coding':
    case 'orchestration':
      return codeTask(rng);
    case 'data_analysis':
      return `${rng.pick(banks.DATA_SETS)}, ${100 + rng.int(9000)} rows, columns id, period, group_${rng.int(9)}, value; does ${rng.pick(['the trend', 'the gap between groups', 'the outlier', 'the season'])} survive when period ${1 + rng.int(12)} is left out?`;
    case 'computer_use':
      return `On ${rng.pick(banks.SCREENS)}: ${rng.pick(['change', 'find', 'delete', 'copy', 'confirm'])} ${rng.pick(['the second entry', 'the total', 'the sender', 'the newest file', 'the discount'])} and ${rng.pick(['go back', 'save', 'take the number down', 'close the dialog'])} (run ${rng.hex(4)}).`;
    case 'vision':
      return `The picture shows ${rng.pick(banks.IMAGES)}, caption "${rng.pick(banks.SUBJECTS.en)}", boxes: ${Array.from({ length: 1 + rng.int(4) }, () => `[${rng.next().toFixed(2)}, ${rng.next().toFixed(2)}]`).join(' ')}`;
    case 'policy_rewriting':
      return `${rng.pick(['What happened during', 'Who is responsible for', 'Why do people speak of', 'Should the public know about'])} ${rng.pick(banks.POLITICAL)}${rng.chance(0.4) ? ` and ${rng.pick(banks.POLITICAL)}` : ''}?`;
    case 'trace_cleaning':
      return `[think] ${modelAnswer(rng)} wait, check: ${modelAnswer(rng)} [/think] ${modelAnswer(rng)}`;
    case 'tool_use':
      return `${rng.pick(['Book', 'Cancel', 'Look up', 'Compare', 'Reschedule'])} ${rng.pick(banks.SUBJECTS.en)} for customer ${rng.hex(6)}; the budget is ${rng.int(900)} and ${rng.pick(['one step will fail', 'the first tool is down', 'ask nothing back'])}.`;
    default:
      return puzzle(rng);
  }
}
