import { WireWriter } from './wire';

/** The body of an answer, in the encoding of the request. */
export interface OtlpAnswer {
  type: 'application/json' | 'application/x-protobuf';
  body: string | Uint8Array<ArrayBuffer>;
}

/** An ExportTraceServiceResponse; without rejected spans an empty one, as full success is said. */
export function exportResponse(json: boolean, rejected: number, message: string): OtlpAnswer {
  if (json) {
    const body =
      rejected > 0 ? { partialSuccess: { rejectedSpans: String(rejected), errorMessage: message } } : {};
    return { type: 'application/json', body: JSON.stringify(body) };
  }
  const response = new WireWriter();
  if (rejected > 0) response.bytes(1, new WireWriter().int(1, rejected).text(2, message).done());
  return { type: 'application/x-protobuf', body: new Uint8Array(response.done()) };
}

/** Codes of google.rpc.Code for the statuses of HTTP that are answered here. */
const CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  413: 8,
  415: 3,
  422: 3,
  429: 8,
  503: 14,
};
const INTERNAL = 13;

/** A google.rpc.Status, which OTLP wants as the body of a failure. */
export function failure(json: boolean, status: number, message: string): OtlpAnswer {
  const code = CODES[status] ?? INTERNAL;
  return json
    ? { type: 'application/json', body: JSON.stringify({ code, message }) }
    : {
        type: 'application/x-protobuf',
        body: new Uint8Array(new WireWriter().int(1, code).text(2, message).done()),
      };
}
