import { innerJson } from './path';

/** A tool as the contract takes it. */
export type ToolRecord = string | { name: string; [field: string]: unknown };

type Fields = Readonly<Record<string, unknown>>;

const MOST = 500;

/**
 * The tools of a request in any API's form (OpenAI, Anthropic, Bedrock's toolSpec, Gemini's functionDeclarations, names only), also
 * as JSON within a string; undefined without any.
 */
export function readTools(value: unknown): ToolRecord[] | undefined {
  const given = typeof value === 'string' ? innerJson(value) : value;
  const list = Array.isArray(given)
    ? given
    : isFields(given)
      ? Array.isArray(given.tools)
        ? given.tools
        : Object.entries(given).map(([name, tool]) => ({ name, ...(isFields(tool) ? tool : {}) }))
      : [];
  const tools: ToolRecord[] = [];
  for (const one of list.slice(0, MOST)) {
    const tool = typeof one === 'string' ? (innerJson(one) ?? one) : one;
    if (typeof tool === 'string') {
      if (tool !== '') tools.push(tool);
    } else if (isFields(tool)) addTool(tool, tools);
  }
  return tools.length > 0 ? tools : undefined;
}

function addTool(tool: Fields, tools: ToolRecord[]): void {
  // A message, of which lists look the same from afar.
  if (typeof tool.role === 'string') return;
  const declared = tool.functionDeclarations ?? tool.function_declarations;
  if (Array.isArray(declared)) {
    for (const one of declared) if (isFields(one)) addTool(one, tools);
    return;
  }
  const spec = tool.toolSpec;
  if (isFields(spec) && typeof spec.name === 'string') {
    const schema = isFields(spec.inputSchema) ? (spec.inputSchema.json ?? spec.inputSchema) : undefined;
    tools.push({ ...spec, name: spec.name, inputSchema: schema });
    return;
  }
  const inner = isFields(tool.function) ? tool.function : tool;
  const name = inner.name ?? (typeof inner.type === 'string' ? inner.type : undefined);
  if (typeof name === 'string' && name !== '') tools.push({ ...inner, name });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
