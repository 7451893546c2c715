import { describe, expect, test } from 'vitest';
import { exposition, Figures } from './metrics';
import { routeTemplates } from './routes';

describe('what Prometheus reads', () => {
  test('has each process under its name, and text from outside cannot break out of it', () => {
    const a = new Figures();
    const b = new Figures();
    a.count('retort_ingest_records_total', ['accepted'], 5);
    a.count('retort_ingest_records_total', ['accepted']);
    b.count('retort_ingest_records_total', ['accepted'], 10);
    a.set('retort_ingest_body_bytes', [], 7);
    a.set('retort_ingest_body_bytes', [], 3);
    const text = exposition([
      { labels: { process: 'a"\n\\' }, samples: a.samples() },
      { labels: { process: 'b' }, samples: JSON.parse(JSON.stringify(b.samples())) },
    ]);
    expect(text.split('\n')).toEqual([
      '# HELP retort_ingest_records_total Records that came in, by what became of them.',
      '# TYPE retort_ingest_records_total counter',
      'retort_ingest_records_total{outcome="accepted",process="a\\"\\n\\\\"} 6',
      'retort_ingest_records_total{outcome="accepted",process="b"} 10',
      '# HELP retort_ingest_body_bytes Bytes of bodies being taken in.',
      '# TYPE retort_ingest_body_bytes gauge',
      'retort_ingest_body_bytes{process="a\\"\\n\\\\"} 3',
      '',
    ]);
  });

  test('counts times into buckets that hold all below', () => {
    const figures = new Figures();
    for (const seconds of [0.005, 0.2, 40])
      figures.observe('retort_http_request_seconds', ['GET', '/accounts/[id]', '200'], seconds);
    const text = exposition([{ labels: {}, samples: figures.samples() }]);
    const labels = 'method="GET",route="/accounts/[id]",status="200"';
    expect(text).toContain(`retort_http_request_seconds_bucket{${labels},le="0.005"} 1\n`);
    expect(text).toContain(`retort_http_request_seconds_bucket{${labels},le="0.15"} 1\n`);
    expect(text).toContain(`retort_http_request_seconds_bucket{${labels},le="0.25"} 2\n`);
    expect(text).toContain(`retort_http_request_seconds_bucket{${labels},le="15"} 2\n`);
    expect(text).toContain(`retort_http_request_seconds_bucket{${labels},le="+Inf"} 3\n`);
    expect(text).toContain(`retort_http_request_seconds_sum{${labels}} 40.205\n`);
    expect(text).toContain(`retort_http_request_seconds_count{${labels}} 3\n`);
  });

  test('does not grow without end, whatever comes', () => {
    const figures = new Figures();
    for (let i = 0; i < 5_000; i++) figures.count('retort_jobs', [`task ${i}`, 'due']);
    expect(figures.samples().retort_jobs?.length).toBe(2_001);
    expect(figures.samples().retort_jobs?.at(-1)).toEqual([['other', 'other'], 3_000]);
  });
});

describe('the template of a route', () => {
  const template = routeTemplates({
    staticRoutes: [{ page: '/accounts' }, { page: '/accounts/compare' }],
    dynamicRoutes: [
      { page: '/accounts/[id]', regex: '^/accounts/([^/]+?)(?:/)?$' },
      { page: '/api/v1/[...rest]', regex: '^/api/v1/(.+?)(?:/)?$' },
    ],
  });
  test.each([
    ['/accounts', '/accounts'],
    ['/accounts/compare', '/accounts/compare'],
    ['/accounts/acct_1', '/accounts/[id]'],
    ['/api/v1/a/b/c', '/api/v1/[...rest]'],
    ['/_next/static/chunks/x.js', '/_next'],
    ['/wp-login.php', 'other'],
  ])('of %s is %s', (path, page) => {
    expect(template(path)).toBe(page);
  });
});
