import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Answer, retryAfter } from './attempt';
import { type Resolve, refuseUrl, resolveTarget, type TargetPolicy } from './target';

/** How long a receiver may take for everything, in milliseconds. */
export const DELIVERY_TIMEOUT_MS = 10_000;

/** How much of an answer is read, in bytes. */
const MAX_ANSWER_BYTES = 65_536;

export interface Message {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface LineOptions {
  policy: TargetPolicy;
  timeoutMs?: number;
  /** Most bytes read of an answer, which then comes with its headers; without it only the beginning is. */
  answerBytes?: number;
  resolve?: Resolve;
  now?: () => Date;
}

/**
 * Connections to a target, kept between orders. Each is made only to an address that was checked just then (see target.ts), so that
 * a name cannot point elsewhere between check and use. Follows no redirect and reads a bounded answer.
 */
export class Line {
  private readonly agents: { 'http:': PlainAgent; 'https:': TlsAgent };
  private readonly timeoutMs: number;

  constructor(private readonly options: LineOptions) {
    this.timeoutMs = options.timeoutMs ?? DELIVERY_TIMEOUT_MS;
    this.agents = {
      'http:': new PlainAgent({ keepAlive: true }),
      'https:': new TlsAgent({ keepAlive: true }),
    };
  }

  /** Sends one message and answers what came back. Throws an Error with a sentence when nothing did. */
  async send(message: Message): Promise<Answer> {
    const url = new URL(message.url);
    const refusal = refuseUrl(url.href, this.options.policy);
    if (refusal) throw new Error(refusal);
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      return await this.exchange(url, message, signal).catch((error: unknown) => {
        // A kept connection that the receiver had closed meanwhile says nothing of the receiver.
        if (error instanceof StaleConnection) return this.exchange(url, message, signal, false);
        throw error;
      });
    } catch (error) {
      if (signal.aborted) throw new Error(`No answer within ${(this.timeoutMs / 1_000).toString()} s.`);
      throw error;
    }
  }

  close(): void {
    this.agents['http:'].destroy();
    this.agents['https:'].destroy();
  }

  private exchange(
    url: URL,
    { method, headers, body }: Message,
    signal: AbortSignal,
    keep = true,
  ): Promise<Answer> {
    const { now = () => new Date(), answerBytes } = this.options;
    return new Promise((resolve, reject) => {
      const tls = url.protocol === 'https:';
      const request = (tls ? tlsRequest : plainRequest)(url, {
        method,
        agent: keep ? this.agents[tls ? 'https:' : 'http:'] : false,
        signal,
        lookup: this.lookupFor(url),
        headers: {
          'user-agent': 'retort',
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      });
      request.on('error', (error: NodeJS.ErrnoException) =>
        reject(request.reusedSocket && error.code === 'ECONNRESET' ? new StaleConnection() : error),
      );
      request.on('response', (response) => {
        readStart(response, answerBytes ?? MAX_ANSWER_BYTES).then(
          ({ bytes, cut }) =>
            resolve({
              status: response.statusCode ?? 0,
              text: bytes.subarray(0, MAX_ANSWER_BYTES).toString('utf8'),
              retryAfterMs: retryAfter(response.headers['retry-after'], now()),
              ...(answerBytes === undefined
                ? {}
                : { whole: { bytes, cut, headers: plainHeaders(response.headers) } }),
            }),
          reject,
        );
      });
      request.end(body);
    });
  }

  private lookupFor(url: URL): LookupFunction {
    const { policy, resolve } = this.options;
    return (_host, options, done) => {
      resolveTarget(url, policy, resolve).then(
        // Node asks for one address or for all of them, depending on its version and settings.
        (pinned) => (options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)),
        (error: NodeJS.ErrnoException) => done(error, ''),
      );
    };
  }
}

class StaleConnection extends Error {}

/** The first bytes of an answer; the connection is closed when more follows. */
async function readStart(response: IncomingMessage, most: number): Promise<{ bytes: Buffer; cut: boolean }> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > most) {
      response.destroy();
      break;
    }
  }
  return { bytes: Buffer.concat(parts).subarray(0, most), cut: size > most };
}

function plainHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
