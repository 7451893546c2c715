import { describe, expect, test } from 'vitest';
import {
  type Extent,
  fitView,
  panView,
  restingHeight,
  type View,
  viewByKey,
  zoomLines,
  zoomTime,
} from './view';

const extent: Extent = { span: 2_592_000, lines: 2_000, height: 500 };
const whole: View = { from: 0, to: 2_592_000, top: 0, lineHeight: 1.7 };

describe('the view of a raster', () => {
  test.each([
    ['before the start', { ...whole, from: -50, to: 1_000 }, { from: 0, to: 1_050 }],
    ['beyond the end', { ...whole, from: 2_591_000, to: 2_593_000 }, { from: 2_590_000, to: 2_592_000 }],
    ['too narrow', { ...whole, from: 100, to: 101 }, { from: 100, to: 120 }],
    ['below the last line', { ...whole, top: 5_000 }, { top: 2_000 - 500 / 1.7 }],
    ['lines too tall', { ...whole, lineHeight: 90 }, { lineHeight: 16 }],
  ])('%s is brought back', (_, view, expected) => {
    expect(fitView(view, extent)).toMatchObject(expected);
  });

  test('zooming keeps the moment and the line under the pointer', () => {
    const near = zoomTime(whole, 1_000_000, 0.5, extent);
    const share = (view: View) => (1_000_000 - view.from) / (view.to - view.from);
    expect(share(near)).toBeCloseTo(share(whole), 9);
    const tall = zoomLines({ ...whole, top: 100 }, 200, 2, extent);
    expect((200 - tall.top) * tall.lineHeight).toBeCloseTo(170, 9);
  });

  test('zooming in ends at some seconds', () => {
    let view = whole;
    for (let i = 0; i < 60; i++) view = zoomTime(view, 1_000_000, 0.5, extent);
    expect(view.to - view.from).toBeGreaterThanOrEqual(20);
    expect(view.to - view.from).toBeLessThan(80);
  });

  test('keys move, zoom and show the whole', () => {
    const half = viewByKey('+', whole, extent) as View;
    expect(half.to - half.from).toBe(1_296_000);
    expect(viewByKey('ArrowRight', half, extent)?.from).toBe(half.from + 259_200);
    expect(viewByKey('0', half, extent)).toEqual(whole);
    expect(viewByKey('PageDown', whole, extent)?.top).toBeGreaterThan(100);
    expect(viewByKey('x', whole, extent)).toBeNull();
  });

  test('few lines are as tall as they can usefully be, many as low as can be told apart', () => {
    expect(restingHeight({ ...extent, lines: 10 })).toBe(16);
    expect(restingHeight({ ...extent, lines: 100 })).toBe(5);
    expect(restingHeight(extent)).toBe(1.7);
  });

  test('panning stops at the ends', () => {
    expect(panView(whole, 1e9, 1e9, extent)).toMatchObject({ to: 2_592_000, top: 2_000 - 500 / 1.7 });
  });
});
