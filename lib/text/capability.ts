import { CAPABILITIES, type Capability, type CapabilityScores } from '@/lib/model/capability';
import type { Modality } from '@/lib/model/records';
import { CUE_PLACES as AT, FIRST, type Found, LEADING } from './reader';
import { NO_TOOLS, type ToolKinds } from './tool-kinds';

/** What the rules look at: concepts in the system prompt and in the prompt, kinds of tools, and the request's shape. */
export interface CapabilityEvidence {
  system: Found;
  prompt: Found;
  tools?: ToolKinds;
  modalities?: readonly Modality[];
  /** How many reasoning blocks the request presented. */
  reasoningRefs?: number;
  /** Whether the request asked for a reasoning budget. */
  thinking?: boolean;
}

export interface CapabilityResult {
  capability: Capability;
  /** The primary label's score. */
  score: number;
  scores: CapabilityScores;
}

/** A score below this makes no label: the exchange is `general`. */
const LEAST = 0.45;
/** A question is about a matter, and no wish for it, when nothing stronger than this is found. */
const WEAK = 0.75;

/**
 * Scores all capabilities from what a scaffold says. Rules go from the specific to the common, and a specific finding
 * takes from the common ones whose words it uses: a rubric also speaks of tasks, a transcript to clean of reasoning.
 */
export function scoreCapabilities(evidence: CapabilityEvidence): CapabilityResult {
  const { system, prompt, tools = NO_TOOLS, modalities = [], reasoningRefs = 0 } = evidence;
  const has = (place: number): boolean => system[place] !== 0 || prompt[place] !== 0;
  const leads = (place: number): boolean =>
    (system[place] as number) >= LEADING || (prompt[place] as number) >= LEADING;
  const inSystem = (place: number): boolean => system[place] !== 0;

  const screen = modalities.includes('screen');
  const image = modalities.includes('image');

  // What a text to translate or to correct says, and what a question is about, is no wish; what the system prompt says is.
  const quoted = prompt[AT.textWork] === FIRST && !isAddressed(leads, reasoningRefs);
  const asked = prompt[AT.asked] === FIRST && prompt[AT.askLabel] === 0;
  const heard = (rule: (has: Has) => number): number => {
    const score = rule(leads);
    const doubt = quoted || (asked && score <= WEAK);
    return doubt && score > 0
      ? Math.max(
          score * 0.5,
          rule((place) => system[place] !== 0),
        )
      : score;
  };

  const trace = heard((has) => traceScore(has, reasoningRefs));
  const cleaning = heard((has) => cleaningScore(has, trace));
  const paired = leads(AT.askLabel) && leads(AT.answerLabel);
  const grading = heard((has) => gradingScore(has, paired));
  const policy = heard(policyScore);
  const synthesis = heard(synthesisScore);
  const reasoning = heard(reasoningScore);

  // Many a coding program can hand work on; that it can is not what is asked of it.
  let orchestration = tools.delegate ? (tools.code ? 0.6 : 0.85) : 0;
  if (has(AT.orchestrate))
    orchestration = Math.max(orchestration, has(AT.subtask) ? 0.85 : inSystem(AT.orchestrate) ? 0.75 : 0.5);
  if (has(AT.delegateAgents) && (has(AT.orchestrate) || has(AT.subtaskAgents)))
    orchestration = Math.max(orchestration, 0.75);

  let computer = tools.screen ? 0.9 : 0;
  if (screen) computer = Math.max(computer, 0.88);
  if (has(AT.screenRole) && has(AT.screen)) computer = Math.max(computer, 0.8);

  let tooling = tools.count > 0 ? 0.8 : 0;
  if (has(AT.toolText)) tooling = Math.max(tooling, has(AT.agent) ? 0.75 : 0.6);

  let vision = image ? (has(AT.image) ? 0.85 : 0.75) : 0;
  if (!image && has(AT.image) && (inSystem(AT.image) || has(AT.pictured))) vision = 0.5;

  let data = 0;
  if (has(AT.dataRole)) data = has(AT.data) ? 0.8 : 0.6;
  else if (has(AT.data)) data = has(AT.computeTable) ? 0.66 : 0.5;
  else if (has(AT.computeTable)) data = 0.5;

  let coding = tools.code ? (has(AT.codeRole) || has(AT.code) ? 0.85 : 0.82) : 0;
  if (has(AT.codeRole)) coding = Math.max(coding, 0.75);
  if (has(AT.code)) coding = Math.max(coding, has(AT.codeFence) ? 0.65 : 0.55);

  const special = Math.max(trace, cleaning, policy, grading, synthesis);
  const damp = special >= 0.6 ? 0.6 : 1;
  const scores: CapabilityScores = {
    reasoning_elicitation: reasoning * damp,
    trace_extraction: Math.min(trace, 0.98),
    rubric_grading: grading,
    policy_rewriting: policy,
    tool_use: tooling * damp * (computer >= 0.8 || orchestration >= 0.8 ? 0.8 : 1),
    orchestration: orchestration * damp,
    coding: coding * damp,
    data_analysis: data * damp,
    computer_use: computer,
    vision: vision * (screen ? 0.6 : 1),
    task_synthesis: synthesis,
    trace_cleaning: cleaning,
    general: 0,
  };
  let capability: Capability = 'general';
  let score = LEAST;
  for (const name of CAPABILITIES) {
    if (scores[name] > score) {
      score = scores[name];
      capability = name;
    }
  }
  const most = capability === 'general' ? Math.max(...CAPABILITIES.map((name) => scores[name])) : score;
  scores.general = 1 - most;
  return { capability, score: scores[capability], scores };
}

type Has = (place: number) => boolean;

/** Whether the model's own thought or another session is spoken of, or a trace is to be worked on. */
function isAddressed(has: Has, reasoningRefs: number): boolean {
  return (
    reasoningRefs > 0 ||
    has(AT.ownThought) ||
    has(AT.priorTurn) ||
    has(AT.session) ||
    has(AT.handleTrace) ||
    has(AT.tidyTrace)
  );
}

/** The hidden trace itself: something that reveals, near something hidden, and the wish for its very text. */
function traceScore(has: Has, reasoningRefs: number): number {
  const pretext = has(AT.pretext) || has(AT.session) ? 0.1 : 0;
  if (has(AT.guardThought) && !has(AT.exactHidden)) return 0;
  const own = has(AT.ownThought) || has(AT.priorTurn) || pretext > 0 || reasoningRefs > 0;
  if (
    has(AT.exactThought) ||
    has(AT.exactHidden) ||
    (has(AT.revealHidden) && (own || has(AT.exact) || has(AT.decode)))
  )
    return 0.8 + pretext + (reasoningRefs > 0 ? 0.08 : 0);
  if ((has(AT.wholeThought) && own) || (has(AT.recalledThought) && has(AT.reveal))) return 0.76;
  if (has(AT.secretThought) && has(AT.reveal) && (has(AT.exact) || has(AT.priorTurn) || pretext > 0))
    return 0.76;
  if (has(AT.hidden) && has(AT.reveal)) return reasoningRefs > 0 ? 0.8 : 0.5;
  if (reasoningRefs > 0 && has(AT.decode)) return 0.7;
  return 0;
}

/** Captured thought made tidy: named as such, or there to be read. */
function cleaningScore(has: Has, trace: number): number {
  if (has(AT.minutes) && !has(AT.monologue)) return 0;
  if (has(AT.tidyTrace) || has(AT.tidyRecord)) {
    if (has(AT.monologue)) return 0.95;
    return has(AT.ownThought) || has(AT.recalledThought) ? 0.55 : trace >= 0.8 ? 0.92 : 0.75;
  }
  if (has(AT.handleTrace)) return has(AT.monologue) ? 0.9 : has(AT.ownThought) ? 0.4 : 0.6;
  if (has(AT.noiseTidy) && (has(AT.trace) || has(AT.record) || has(AT.monologue))) return 0.7;
  if (has(AT.monologue) && (has(AT.tidy) || has(AT.handle))) return 0.72;
  return 0;
}

/** A question that a state would not have asked, and an answer that gives nothing away. */
function policyScore(has: Has): number {
  if (has(AT.deflectSensitive) && has(AT.rewrite)) return 0.85;
  if (has(AT.evadeSensitive) && has(AT.rewrite)) return 0.85;
  if (has(AT.evadePolitics) && has(AT.restrain)) return 0.85;
  if (has(AT.evadePolitics) && has(AT.rewrite)) return 0.75;
  if (has(AT.evadeSensitive)) return 0.6;
  if (has(AT.restrainPolitics) && (has(AT.rewrite) || has(AT.evade))) return 0.65;
  if (has(AT.restrainSensitive) && has(AT.rewrite)) return 0.65;
  if (has(AT.rewriteSensitive) && has(AT.deflect)) return 0.6;
  return 0;
}

/** Tasks made for a model: said to be for that, or varied and many; a few ideas or questions are what everybody asks for. */
function synthesisScore(has: Has): number {
  if (has(AT.evol)) return 0.85;
  if (!has(AT.makeTasks)) return 0;
  if (has(AT.purposeTasks)) return 0.75;
  if (has(AT.purpose)) return 0.6;
  if (has(AT.bulkTasks) && has(AT.many)) return 0.6;
  return has(AT.bulk) ? 0.3 : 0;
}

/** Reasoning written out. A rule on the language of thought is there to make the thought readable to whom it is sent. */
function reasoningScore(has: Has): number {
  if (has(AT.guardThought) && !has(AT.thinkTag)) return 0;
  if (has(AT.reasoningAnswered) && (has(AT.writeOut) || has(AT.steps))) return 0.85;
  if (has(AT.thinkLanguage)) return 0.8;
  if (has(AT.thinkTag)) return 0.75;
  if (has(AT.fullReasoning) && has(AT.steps)) return 0.8;
  if (has(AT.fullReasoning) || (has(AT.writeReasoning) && has(AT.steps))) return 0.65;
  if (
    (has(AT.writeReasoning) && (has(AT.answer) || has(AT.fullness))) ||
    (has(AT.steps) && has(AT.writeOut) && has(AT.fullness))
  )
    return 0.5;
  return has(AT.steps) ? 0.4 : 0;
}

/** A grade wanted of an answer that is there: by a scale, against a rubric or a reference, or against another answer. */
function gradingScore(has: Has, paired: boolean): number {
  const scale = has(AT.scale);
  const answer = has(AT.answer);
  if (has(AT.makeRubric) && !scale && !has(AT.gradeReference)) return 0.3;
  if ((has(AT.scaleRubric) && has(AT.grade)) || (has(AT.gradeRubric) && has(AT.gradeAnswer))) return 0.92;
  if (has(AT.judge) && (scale || has(AT.gradeAnswer) || has(AT.versus))) return 0.88;
  if (has(AT.gradeAnswer) && has(AT.gradeScale)) return 0.75;
  if (has(AT.versus) && (scale || has(AT.reference) || has(AT.gradeAnswer))) return 0.72;
  if (has(AT.gradeRubric) && (answer || scale)) return 0.7;
  if (paired && has(AT.gradeScale)) return 0.7;
  if (paired && (has(AT.qualityScale) || (has(AT.gradeAnswer) && (has(AT.quality) || has(AT.gradeScale)))))
    return 0.65;
  if (has(AT.reference) && has(AT.gradeAnswer)) return 0.65;
  if (has(AT.gradeReference) && scale) return 0.7;
  if (has(AT.gradeVersus) && has(AT.gradeAnswer)) return 0.6;
  return 0;
}
