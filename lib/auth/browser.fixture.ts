type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const [route] = Object.values(
  import.meta.glob<Record<'GET' | 'POST', Route>>('/app/api/auth/**/route.ts', { eager: true }),
);

export const HOST = 'retort.example.org';

/** What of a browser sign-in needs: cookies kept between requests, on one site. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  constructor(readonly host = HOST) {}

  /** A request with the cookies of this browser, as the console itself sends it. */
  request(path: string, { method = 'GET', body }: { method?: string; body?: unknown } = {}): Request {
    return new Request(`http://${this.host}${path}`, {
      method,
      headers: {
        host: this.host,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Keeps the cookies of an answer. */
  keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '' || attributes.some((one) => /^max-age=0$/i.test(one))) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** Asks the sign-in route. */
  async auth(path: string, body?: unknown): Promise<Response> {
    const handler = body === undefined ? route?.GET : route?.POST;
    if (!handler) throw new Error('there is no sign-in route');
    const request = this.request(`/api/auth${path}`, { method: body === undefined ? 'GET' : 'POST', body });
    return this.keep(await handler(request, { params: Promise.resolve({}) }));
  }

  signIn({ email, password }: { email: string; password: string }): Promise<Response> {
    return this.auth('/sign-in/email', { email, password });
  }
}
