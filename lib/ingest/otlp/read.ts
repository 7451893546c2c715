import { sourceOf } from '@/lib/ingest/sources/index';
import { Mapper } from '@/lib/ingest/sources/map';
import type { Profile } from '@/lib/model/mapping';
import { isTraces, spansOfJson } from './json';
import { linesOfSpans } from './lines';
import { spansOfProtobuf } from './protobuf';
import { distinct } from './span';
import { WireError } from './wire';

/** What a request of traces holds, once it was read. */
export interface TracesRead {
  /** Its requests to models as lines of JSON; those that were refused as well, so that they are known and can be tried again. */
  lines: Uint8Array;
  spans: number;
  /** Spans that are requests to models but cannot be taken, and why the first of them cannot. */
  rejected: number;
  message: string;
}

/** The same, or what is wrong with the body as a whole. */
export type TracesOutcome = TracesRead | { malformed: string };

/**
 * Reads an ExportTraceServiceRequest, plain bytes, in JSON or protobuf. Pure; `now` in microseconds since 1970; `profile` is the mapping that
 * somebody saved for traces.
 */
export function readTraces(body: Uint8Array, json: boolean, now: number, profile?: Profile): TracesOutcome {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  try {
    const rows = distinct(json ? fromJson(bytes) : spansOfProtobuf(bytes));
    const mapper = new Mapper(profile ?? (sourceOf('otel').profile as Profile));
    let rejected = 0;
    let message = '';
    for (const row of rows) {
      const outcome = mapper.read(row, now);
      if (typeof outcome === 'string') continue;
      rejected++;
      if (message === '') message = outcome.message;
    }
    // A copy of its own, which a thread can hand over.
    return { lines: new Uint8Array(linesOfSpans(rows)), spans: rows.length, rejected, message };
  } catch (error) {
    if (error instanceof WireError || error instanceof SyntaxError) return { malformed: error.message };
    throw error;
  }
}

function fromJson(bytes: Buffer) {
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  if (isTraces(value)) return spansOfJson(value);
  // A request without spans has no field at all.
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [];
  throw new SyntaxError('The body is not a JSON object.');
}
