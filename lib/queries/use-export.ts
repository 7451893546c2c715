'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type ExportFormat,
  type ExportList,
  type ExportPreview,
  MATCHING_HEADER,
  ROWS_HEADER,
} from '@/lib/model/list-export';
import { getJson, type Params, pathWith, problemOf } from './fetch';
import { keys } from './keys';

const placeOf = (list: ExportList) => `/api/console/exports/${list}`;
/** How often a download tells how far it is, in ms. */
const PACE = 150;

/** How many rows a file of a list under a filter would have, and which columns there are. */
export function useExportPreview(list: ExportList, filter: Params) {
  return useQuery({
    queryKey: keys.exports.preview(list, filter),
    queryFn: ({ signal }) => getJson<ExportPreview>(`${placeOf(list)}/preview`, filter, signal),
    staleTime: 0,
    gcTime: 0,
  });
}

export interface ExportAsked {
  list: ExportList;
  filter: Params;
  format: ExportFormat;
  columns: readonly string[];
}

export type Download =
  | { state: 'idle' }
  | { state: 'going'; bytes: number; rows: number | null }
  | { state: 'done'; bytes: number; rows: number; matching: number; name: string }
  | { state: 'failed'; error: Error; bytes: number };

/** It began, but it did not come to its end. */
export class BrokenOffError extends Error {
  override readonly name = 'BrokenOffError';
  constructor() {
    super('The answer broke off before its end.');
  }
}

/**
 * Fetches an export and saves it under its name once it is whole; one that breaks off is never saved. The browser keeps what has come
 * on disk when it is large. Leaving the page or `stop` ends it.
 */
export function useDownload() {
  const [download, setDownload] = useState<Download>({ state: 'idle' });
  const running = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setDownload({ state: 'idle' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  const start = async ({ list, filter, format, columns }: ExportAsked) => {
    stop();
    const mine = new AbortController();
    running.current = mine;
    let bytes = 0;
    const tell = (next: Download) => {
      if (running.current === mine) setDownload(next);
    };
    tell({ state: 'going', bytes, rows: null });
    try {
      const response = await ask(
        pathWith(placeOf(list), { ...filter, format, columns: columns.join(',') }),
        mine.signal,
      );
      const rows = Number(response.headers.get(ROWS_HEADER));
      const matching = Number(response.headers.get(MATCHING_HEADER));
      let told = 0;
      const blob = await wholeOf(response, (size) => {
        bytes += size;
        if (performance.now() - told < PACE) return;
        told = performance.now();
        tell({ state: 'going', bytes, rows });
      });
      const name = nameOf(response) ?? `retort-${list}.${format}`;
      if (running.current !== mine) return;
      save(blob, name);
      tell({ state: 'done', bytes, rows, matching, name });
    } catch (error) {
      if (mine.signal.aborted) return;
      tell({ state: 'failed', error: error instanceof Error ? error : new Error(String(error)), bytes });
    }
  };
  return { download, start, stop };
}

async function ask(path: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Error('Retort cannot be reached.');
  });
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null));
  return response;
}

async function wholeOf(response: Response, onBytes: (size: number) => void): Promise<Blob> {
  if (!response.body) throw new BrokenOffError();
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        onBytes(piece.byteLength);
        controller.enqueue(piece);
      },
    }),
  );
  try {
    return await new Response(counted, { headers: { 'content-type': 'application/octet-stream' } }).blob();
  } catch {
    throw new BrokenOffError();
  }
}

function nameOf(response: Response): string | undefined {
  return /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it once the click is through.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
