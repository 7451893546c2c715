'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { type Ink, paint, type Raster } from './paint';
import type { View } from './view';

interface RasterCanvasProps {
  raster: Raster;
  kindOf: Uint8Array;
  ink: Ink | null;
  view: View;
  width: number;
  height: number;
}

/** Draws a raster at device resolution, at most once a frame. What it shows is said in words beside it. */
export function RasterCanvas({ raster, kindOf, ink, view, width, height }: RasterCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const buffer = useRef<ImageData | null>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => draw(ref, buffer, raster, kindOf, ink, view, width, height));
    return () => cancelAnimationFrame(frame);
  }, [raster, kindOf, ink, view, width, height]);
  return (
    <div aria-hidden="true">
      <canvas ref={ref} className="block bg-ground" style={{ width, height }} />
    </div>
  );
}

function draw(
  ref: RefObject<HTMLCanvasElement | null>,
  buffer: RefObject<ImageData | null>,
  raster: Raster,
  kindOf: Uint8Array,
  ink: Ink | null,
  view: View,
  width: number,
  height: number,
): void {
  const canvas = ref.current;
  const context = canvas?.getContext('2d');
  if (!canvas || !context || !ink) return;
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  if (buffer.current?.width !== w || buffer.current.height !== h)
    buffer.current = context.createImageData(w, h);
  const { data } = buffer.current;
  paint({ pixels: new Uint32Array(data.buffer), width: w, height: h, ratio }, raster, view, ink, kindOf);
  context.putImageData(buffer.current, 0, 0);
}
