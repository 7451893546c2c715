// The words of case files as closed lists, apart from schemas, so that the browser can have them without those.

/** What is left out of a case file: nothing, what identifies a customer, or all but what describes the operation. */
export const REDACTION_LEVELS = ['internal', 'partner', 'public'] as const;
export type RedactionLevel = (typeof REDACTION_LEVELS)[number];

/** Traffic Light Protocol 2.0 (FIRST), widest circle first. */
export const TLP_MARKINGS = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const;
export type Tlp = (typeof TLP_MARKINGS)[number];

/** The marking of a level unless another one is chosen. */
export const TLP_OF_LEVEL: Record<RedactionLevel, Tlp> = {
  internal: 'TLP:AMBER+STRICT',
  partner: 'TLP:AMBER',
  public: 'TLP:CLEAR',
};

export const CASE_FORMATS = ['zip', 'pdf', 'html', 'json', 'csv', 'stix'] as const;
export type CaseFormat = (typeof CASE_FORMATS)[number];

/**
 * Whether a marking suits a level: what still names customers does not go beyond the organization (TLP:AMBER+STRICT), and
 * what still lists accounts, by keyed hash, not beyond those who need it (TLP:AMBER).
 */
export function suits(level: RedactionLevel, tlp: Tlp): boolean {
  return TLP_MARKINGS.indexOf(tlp) >= TLP_MARKINGS.indexOf(TLP_OF_LEVEL[level]);
}
