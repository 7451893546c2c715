import { RetortError } from '@/lib/model/errors';
import { retort } from './retort';
import type { Source } from './source';

const SOURCES: readonly Source[] = [retort];

export const FORMATS: readonly string[] = SOURCES.map(({ name }) => name);

/** The source of a name. RetortError `invalid` for one that is not known. */
export function sourceOf(name: string): Source {
  const source = SOURCES.find((known) => known.name === name);
  if (!source)
    throw new RetortError('invalid', `The format is not known: choose one of ${FORMATS.join(', ')}.`);
  return source;
}
