import { type Tool, toolName } from './structure';

/** What a request's tools are for, judged by their names. */
export interface ToolKinds {
  count: number;
  /** Screens, pointers, browsers. */
  screen: boolean;
  /** Handing work to other agents. */
  delegate: boolean;
  /** Editing and running code, and nothing but that. */
  code: boolean;
}

export const NO_TOOLS: ToolKinds = { count: 0, screen: false, delegate: false, code: false };

const SCREEN =
  /^(?:computer|screenshot|click|double_?click|scroll|type_?text|mouse|key_?press|left_click|browser)|(?:screenshot|_click|mouse_move|cursor|computer_use|computer_\d)|^(?:playwright|puppeteer|navigate|goto|drag|hover)\b/i;
const DELEGATE =
  /sub_?agent|delegate|hand_?off|spawn|dispatch|^task$|assign_?(?:task|agent)|transfer_to_|create_agent|run_agent|call_agent|(?:run|start|await|call|create|send_to|message)_?workers?\b|orchestr|plan_?(?:task|step)/i;
const CODE =
  /^(?:bash|shell|terminal|run_?(?:command|code|tests?|python)|execute_?(?:code|command|bash|python)?|python|code_?interpreter|read_?file|write_?file|edit_?file|edit|read|write|multi_?edit|apply_?patch|str_replace\w*|grep|glob|ls|list_?(?:files|dir\w*)|search_?(?:code|files)|git\w*|view|create_?file|todo_?write|todo_?read|notebook_?edit|exec|ripgrep|find_files?|open_file)$/i;

/** Words that names of tools are made of: those of a command line, and those of changing a file. One of each makes a code harness. */
const SHELL = /^(?:bash|sh|shell|terminal|cmd|powershell|python|repl|pytest|compile|make)$/;
const CHANGE = /^(?:edit|editor|patch|diff|write|replace|overwrite)$/;

/** Sorts a request's tools. Reads at most 200 of them. */
export function toolKinds(tools: readonly Tool[] | undefined): ToolKinds {
  if (!tools || tools.length === 0) return NO_TOOLS;
  const names = tools
    .slice(0, 200)
    .map(toolName)
    .filter((name) => name !== '');
  if (names.length === 0) return NO_TOOLS;
  const words = names.flatMap((name) =>
    name
      .replace(/([a-z])(?=[A-Z])/g, '$1_')
      .toLowerCase()
      .split(/[^a-z]+/),
  );
  const harness = words.some((word) => SHELL.test(word)) && words.some((word) => CHANGE.test(word));
  return {
    count: names.length,
    screen: names.some((name) => SCREEN.test(name)),
    delegate: names.some((name) => DELEGATE.test(name)),
    code:
      harness ||
      names.every((name) => CODE.test(name)) ||
      names.filter((name) => CODE.test(name)).length >= 3,
  };
}
