import type { CDPSession, Locator, Page } from '@playwright/test';

/** Keeps largest paint, layout shift and the time of interactions, from the first moment of every document. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { paint: 0, shift: 0, slowest: 0 };
    Object.assign(window, { seen });
    const on = (type: string, take: (entry: PerformanceEntry) => void, more: object = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
        type,
        buffered: true,
        ...more,
      });
    on('largest-contentful-paint', ({ startTime }) => {
      seen.paint = startTime;
    });
    on('layout-shift', (entry) => {
      const { value, hadRecentInput } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) seen.shift += value;
    });
    on(
      'event',
      (entry) => {
        if ((entry as PerformanceEventTiming & { interactionId: number }).interactionId > 0)
          seen.slowest = Math.max(seen.slowest, entry.duration);
      },
      { durationThreshold: 16 },
    );
  });
}

export interface Seen {
  /** ms from the start of the document. */
  paint: number;
  shift: number;
  /** ms from input to the next paint, of the slowest interaction since the last reset; 0 when none took 16 ms. */
  slowest: number;
}

export async function seenBy(page: Page): Promise<Seen> {
  return page.evaluate(() => (window as unknown as { seen: Seen }).seen);
}

/** Processor time of the page's main thread: what others do on the machine is not in it. */
export interface Work {
  /** ms of scripts, styles and layout. */
  scripts: number;
  /** ms of everything, painting included. */
  all: number;
}

/** Counts processor time of the page from now on; asked, it answers what was spent. */
async function spending(devtools: CDPSession): Promise<() => Promise<Work>> {
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<Work> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const sum = (names: RegExp) =>
      metrics.filter(({ name }) => names.test(name)).reduce((total, { value }) => total + value * 1000, 0);
    return { scripts: sum(/^(Script|Layout|RecalcStyle)Duration$/), all: sum(/^TaskDuration$/) };
  };
  const before = await spent();
  return async () => {
    const after = await spent();
    return { scripts: after.scripts - before.scripts, all: after.all - before.all };
  };
}

export interface Interaction {
  /** ms from input to the next paint, of the slowest. */
  slowest: number;
  /** Of all that followed until the page was at rest. */
  work: Work;
}

/** The longest time from input to paint while `act` goes on, and what the page did for it. */
export async function slowest(page: Page, act: () => Promise<void>): Promise<Interaction> {
  const devtools = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    (window as unknown as { seen: Seen }).seen.slowest = 0;
  });
  const spent = await spending(devtools);
  await act();
  // Entries come with the frame after the one they are about.
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
  await page.waitForLoadState('networkidle');
  const work = await spent();
  await devtools.detach();
  return { slowest: (await seenBy(page)).slowest, work };
}

/**
 * Bytes of scripts over the wire, compressed as they came: those that the document names, and those that came by
 * themselves until the page was at rest, such as dialogs, toasts and what is fetched ahead for other pages.
 */
export async function scriptBytes(
  page: Page,
  load: () => Promise<void>,
): Promise<{ named: number; later: number }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const scripts = new Map<string, 'named' | 'later'>();
  const bytes = { named: 0, later: 0 };
  devtools.on('Network.requestWillBeSent', ({ requestId, type, initiator }) => {
    if (type === 'Script') scripts.set(requestId, initiator.type === 'parser' ? 'named' : 'later');
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const when = scripts.get(requestId);
    if (when) bytes[when] += encodedDataLength;
  });
  await load();
  await devtools.detach();
  return bytes;
}

/** Times between frames while `act` goes on, in ms. */
export async function frames(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    const state = { times, on: true };
    Object.assign(window, { frames: state });
    const tick = (t: number) => {
      times.push(t);
      if (state.on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await act();
  const times = await page.evaluate(() => {
    const state = (window as unknown as { frames: { times: number[]; on: boolean } }).frames;
    state.on = false;
    return state.times;
  });
  return times.slice(1).map((t, index) => t - (times[index] ?? t));
}

export interface Moved {
  /** ms between frames. */
  times: number[];
  /** A frame. */
  work: Work;
}

/**
 * Moves the pointer over an element, or turns the wheel with Ctrl held, once in each of `count` frames, from within the page:
 * commands from outside come too seldom to fill every frame.
 */
export async function moveEveryFrame(
  page: Page,
  element: Locator,
  how: 'drag' | 'zoom',
  count: number,
): Promise<Moved> {
  const devtools = await page.context().newCDPSession(page);
  const spent = await spending(devtools);
  const times = await element.evaluate(
    (target, { how, count }) =>
      new Promise<number[]>((done) => {
        const box = target.getBoundingClientRect();
        const at: number[] = [];
        const move = (now: number) => {
          at.push(now);
          const i = at.length;
          if (i > count) return done(at.slice(1).map((t, k) => t - (at[k] as number)));
          const place = {
            bubbles: true,
            cancelable: true,
            clientX: box.left + box.width / 2 + (how === 'drag' ? 200 * Math.sin(i / 20) : 0),
            clientY: box.top + box.height / 2 + (how === 'drag' ? 100 * Math.sin(i / 31) : 0),
          };
          target.dispatchEvent(
            how === 'drag'
              ? new PointerEvent('pointermove', { ...place, pointerId: 1, isPrimary: true, buttons: 1 })
              : new WheelEvent('wheel', { ...place, ctrlKey: true, deltaY: i % 80 < 40 ? -25 : 25 }),
          );
          requestAnimationFrame(move);
        };
        requestAnimationFrame(move);
      }),
    { how, count },
  );
  const { scripts, all } = await spent();
  await devtools.detach();
  return { times, work: { scripts: scripts / count, all: all / count } };
}

/** The value at `share` of the sorted values, 0 when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
