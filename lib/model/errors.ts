/** Every way a verb can refuse, with the HTTP status it becomes. */
export const ERROR_STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  stale_sign_in: 403,
  not_found: 404,
  not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  invalid: 422,
  precondition: 412,
  busy: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/**
 * A refusal: a code for machines, a sentence for a person, and what they need to go on
 * (for a conflict: who changed it, when, and the version that stands now).
 */
export class RetortError extends Error {
  override readonly name = 'RetortError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message);
  }
}
