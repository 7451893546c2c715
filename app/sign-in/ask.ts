/** What the sign-in route answered: what to do next, or the sentence that says why not and what to do. */
export type Answer = { done: true } | { second: true } | { url: string } | { refusal: string };

/** Asks the sign-in route. `wrong`: what to say when the password or code does not fit. */
export async function askSignIn(path: string, body: object, wrong: string): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    return {
      refusal: 'Retort did not answer. Check that it is running and that you are connected, then try again.',
    };
  }
  const answer: Record<string, unknown> = await response.json().catch(() => ({}));
  if (response.ok) {
    if (answer.twoFactorRedirect === true) return { second: true };
    return typeof answer.url === 'string' ? { url: answer.url } : { done: true };
  }
  return { refusal: refusalOf(response, answer, wrong) };
}

function refusalOf(response: Response, answer: Record<string, unknown>, wrong: string): string {
  const said = [answer.detail, answer.message].find((text) => typeof text === 'string') as string | undefined;
  switch (response.status) {
    case 400:
      return answer.code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'
        ? 'Too many wrong codes. Begin again with your password.'
        : wrong;
    case 401:
      if (answer.code === 'INVALID_TWO_FACTOR_COOKIE')
        return 'This took too long. Begin again with your password.';
      return answer.code === 'CODE_USED' && said ? said : wrong;
    case 403:
      return said ?? 'This sign-in is not allowed.';
    case 429:
      // Ours says who can help; the library's says no more than when.
      return typeof answer.detail === 'string'
        ? answer.detail
        : tooMany(Number(response.headers.get('x-retry-after') ?? response.headers.get('retry-after')));
    default:
      return typeof answer.detail === 'string' ? answer.detail : 'Signing in failed. Try again in a moment.';
  }
}

function tooMany(seconds: number): string {
  if (!(seconds > 0))
    return 'Too many wrong codes. Try again in 15 minutes, or ask an administrator to lift it.';
  const minutes = Math.ceil(seconds / 60);
  return `Too many attempts. Try again in ${minutes > 1 ? `${minutes} minutes` : `${seconds} seconds`}.`;
}
