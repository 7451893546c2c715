import { RetortError } from '@/lib/model/errors';
import { accounts } from './accounts';
import { azureApim } from './azure-apim';
import { bedrock } from './bedrock';
import { cloudflare } from './cloudflare';
import { csv } from './csv';
import { envoy } from './envoy';
import { helicone } from './helicone';
import { kong } from './kong';
import { langfuse } from './langfuse';
import { litellm } from './litellm';
import { otel } from './otel';
import { portkey } from './portkey';
import { retort } from './retort';
import type { Source } from './source';
import { stripe } from './stripe';

/** Every built-in source; the records of the contract first. */
export const SOURCES: readonly Source[] = [
  retort,
  csv,
  litellm,
  otel,
  langfuse,
  bedrock,
  helicone,
  portkey,
  cloudflare,
  envoy,
  kong,
  azureApim,
  accounts,
  stripe,
];

export const FORMATS: readonly string[] = SOURCES.map(({ name }) => name);

/** Those that files are written in. */
export const FILE_FORMATS: readonly string[] = SOURCES.filter(({ pushed }) => !pushed).map(
  ({ name }) => name,
);

/** The source of a name. RetortError `invalid` for one that is not known. */
export function sourceOf(name: string): Source {
  const source = SOURCES.find((known) => known.name === name);
  if (!source)
    throw new RetortError('invalid', `The format is not known: choose one of ${FORMATS.join(', ')}.`);
  return source;
}
