import { describe, expect, test } from 'vitest';
import { beginTrace, Exporter, exporterOf, otlp, traced, tracing } from './trace';

const SPAN = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  name: 'GET /accounts/[id]',
  kind: 2 as const,
  start: 1_795_000_000_000.25,
  end: 1_795_000_000_001,
  attributes: { 'http.route': '/accounts/[id]', 'http.response.status_code': 500, half: 0.5, yes: true },
  failed: true,
};

describe('traces', () => {
  test('nobody asked for are not taken', async () => {
    expect(tracing).toBe(false);
    expect(beginTrace(undefined)).toBeNull();
    expect(await traced('x', {}, async () => 7)).toBe(7);
    expect(exporterOf({})).toBeNull();
    expect(exporterOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_SDK_DISABLED: 'true' })).toBeNull();
  });

  test('are what OTLP has for JSON', () => {
    const { resourceSpans } = otlp([SPAN], 'retort') as {
      resourceSpans: { scopeSpans: { spans: unknown[] }[] }[];
    };
    expect(resourceSpans[0]?.scopeSpans[0]?.spans).toEqual([
      {
        traceId: SPAN.traceId,
        spanId: SPAN.spanId,
        name: SPAN.name,
        kind: 2,
        startTimeUnixNano: '1795000000000250000',
        endTimeUnixNano: '1795000000001000000',
        attributes: [
          { key: 'http.route', value: { stringValue: '/accounts/[id]' } },
          { key: 'http.response.status_code', value: { intValue: '500' } },
          { key: 'half', value: { doubleValue: 0.5 } },
          { key: 'yes', value: { boolValue: true } },
        ],
        status: { code: 2 },
      },
    ]);
  });

  test('go together to where the environment says, and are dropped rather than kept for ever', async () => {
    const sent: { url: string; headers: Record<string, string>; spans: number }[] = [];
    let away = true;
    const send = (async (
      url: string,
      { headers, body }: { headers: Record<string, string>; body: string },
    ) => {
      sent.push({ url, headers, spans: JSON.parse(body).resourceSpans[0].scopeSpans[0].spans.length });
      if (away) throw new Error('away');
      return new Response();
    }) as unknown as typeof fetch;
    const exporter = new Exporter('http://c:4318/v1/traces', { 'x-key': 'k' }, 'retort', send);
    for (let i = 0; i < 600; i++) exporter.add(SPAN);
    away = false;
    await exporter.flush();
    await exporter.flush();
    expect(sent.map(({ spans }) => spans)).toEqual([512, 88]);
    expect(sent[0]).toMatchObject({
      url: 'http://c:4318/v1/traces',
      headers: { 'content-type': 'application/json', 'x-key': 'k' },
    });
  });
});
