/** The capabilities a harvest can be after, in their fixed order. The index is what the database stores. */
export const CAPABILITIES = [
  'reasoning_elicitation',
  'trace_extraction',
  'rubric_grading',
  'policy_rewriting',
  'tool_use',
  'orchestration',
  'coding',
  'data_analysis',
  'computer_use',
  'vision',
  'task_synthesis',
  'trace_cleaning',
  'general',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** A score in 0 to 1 for every capability. */
export type CapabilityScores = Record<Capability, number>;

interface CapabilityWords {
  /** Two-letter code, shown wherever colour alone would have to tell capabilities apart. */
  code: string;
  /** Short name for rows and legends. */
  label: string;
  /** What is sought, completing "collects …" in a sentence. */
  sought: string;
}

export const CAPABILITY_WORDS: Record<Capability, CapabilityWords> = {
  reasoning_elicitation: { code: 'Re', label: 'Reasoning', sought: 'written-out reasoning' },
  trace_extraction: { code: 'Tx', label: 'Hidden trace', sought: 'hidden reasoning traces' },
  rubric_grading: { code: 'Rg', label: 'Rubric grading', sought: 'graded answers' },
  policy_rewriting: { code: 'Pr', label: 'Policy rewriting', sought: 'censorship-safe rewrites' },
  tool_use: { code: 'Tu', label: 'Tool use', sought: 'agentic tool use' },
  orchestration: { code: 'Or', label: 'Orchestration', sought: 'orchestration of sub-agents' },
  coding: { code: 'Co', label: 'Coding', sought: 'code' },
  data_analysis: { code: 'Da', label: 'Data analysis', sought: 'data analysis' },
  computer_use: { code: 'Cu', label: 'Computer use', sought: 'computer use' },
  vision: { code: 'Vi', label: 'Vision', sought: 'image understanding' },
  task_synthesis: { code: 'Ts', label: 'Task synthesis', sought: 'synthetic tasks' },
  trace_cleaning: { code: 'Tc', label: 'Trace cleaning', sought: 'cleaned transcripts' },
  general: { code: 'Ge', label: 'General', sought: 'general answers' },
};

/** Position in {@link CAPABILITIES}: the smallint stored in `exchange.capability` and the rollups. */
export function capabilityIndex(capability: Capability): number {
  return CAPABILITIES.indexOf(capability);
}

/** Inverse of {@link capabilityIndex}; an index out of range is a programming error and throws. */
export function capabilityAt(index: number): Capability {
  const capability = CAPABILITIES[index];
  if (!capability) throw new RangeError(`no capability has index ${index}`);
  return capability;
}
