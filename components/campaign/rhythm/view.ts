/** What of the raster is on screen: a stretch of time in seconds from its start, and lines from `top` at a height in px. */
export interface View {
  from: number;
  to: number;
  top: number;
  lineHeight: number;
}

/** What can be seen at most. */
export interface Extent {
  /** Seconds. */
  span: number;
  lines: number;
  /** Height of the drawing in px. */
  height: number;
}

export const NARROWEST_SECONDS = 20;
const TALLEST = 16;
const LOWEST = 1.7;

/** Height of a line when all of them are to be seen, as far as they can still be told apart. */
export function restingHeight({ lines, height }: Extent): number {
  return Math.min(TALLEST, Math.max(LOWEST, height / Math.max(1, lines)));
}

/** The view within its extent: never empty, never beyond an end. */
export function fitView(view: View, extent: Extent): View {
  const width = Math.min(Math.max(view.to - view.from, NARROWEST_SECONDS), extent.span);
  const from = Math.min(Math.max(view.from, 0), extent.span - width);
  const lowest = Math.min(LOWEST, extent.height / Math.max(1, extent.lines));
  const lineHeight = Math.min(TALLEST, Math.max(lowest, view.lineHeight));
  const most = Math.max(0, extent.lines - extent.height / lineHeight);
  return { from, to: from + width, top: Math.min(Math.max(view.top, 0), most), lineHeight };
}

/** Zooms time by `factor` (less than one comes nearer) so that the moment `at` stays where it is. */
export function zoomTime(view: View, at: number, factor: number, extent: Extent): View {
  const from = at - (at - view.from) * factor;
  const to = at + (view.to - at) * factor;
  if (to - from < NARROWEST_SECONDS) return view;
  return fitView({ ...view, from, to }, extent);
}

/** Zooms lines by `factor` (more than one makes them taller) so that the line `at` stays where it is. */
export function zoomLines(view: View, at: number, factor: number, extent: Extent): View {
  const lineHeight = Math.min(TALLEST, view.lineHeight * factor);
  return fitView({ ...view, lineHeight, top: at - ((at - view.top) * view.lineHeight) / lineHeight }, extent);
}

/** Moves by seconds and lines. */
export function panView(view: View, seconds: number, lines: number, extent: Extent): View {
  return fitView(
    { ...view, from: view.from + seconds, to: view.to + seconds, top: view.top + lines },
    extent,
  );
}

/** What a key does to the view; null for other keys. */
export function viewByKey(key: string, view: View, extent: Extent): View | null {
  const step = (view.to - view.from) / 5;
  const page = Math.max(1, Math.floor(extent.height / view.lineHeight / 2));
  const middle = (view.from + view.to) / 2;
  switch (key) {
    case 'ArrowLeft':
      return panView(view, -step, 0, extent);
    case 'ArrowRight':
      return panView(view, step, 0, extent);
    case 'PageUp':
      return panView(view, 0, -page, extent);
    case 'PageDown':
      return panView(view, 0, page, extent);
    case '+':
    case '=':
      return zoomTime(view, middle, 0.5, extent);
    case '-':
      return zoomTime(view, middle, 2, extent);
    case '0':
      return fitView({ from: 0, to: extent.span, top: 0, lineHeight: restingHeight(extent) }, extent);
    default:
      return null;
  }
}
