import { publicOrigin } from '@/lib/auth/same-origin';
import { organizationName } from '@/lib/export/case/keys';
import { API_ROOT, addressOf } from '@/lib/export/taxii/address';
import { acceptsTaxii, STIX_TYPE, TAXII_TYPE } from '@/lib/export/taxii/media';
import { FILTERS_OF, nextOf, parseQuery, type TaxiiQuery } from '@/lib/export/taxii/query';
import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import {
  collectionFor,
  listCollections,
  type ReadableCollection,
  readShared,
  type SharedVersion,
} from '@/lib/services/share/read';
import { RateLimit } from './limit';
import type { Problem } from './problem';
import { protocolRoute } from './route';

/** Requests of one reader: a page holds much, so this is far more than following a collection needs. */
const readers = new RateLimit({ perSecond: 20, burst: 200 });

const WORDS: Record<ReadableCollection['alias'], [title: string, description: string]> = {
  clear: ['TLP:CLEAR', 'May be told to everybody.'],
  green: ['TLP:GREEN', 'May be told to the community of those who defend against the same.'],
  amber: ['TLP:AMBER', 'For those in your organization and among its clients who need it.'],
  'amber-strict': ['TLP:AMBER+STRICT', 'For those in your organization who need it, and nobody else.'],
};

/**
 * The TAXII 2.1 server (OASIS Standard, 10 June 2021), for reading: discovery, one API root, a collection for each TLP marking. Every method
 * of every address below /taxii2 comes here, so that each is answered as the standard wants it.
 */
export const taxiiRoute = protocolRoute(async ({ request, actor, params }) => {
  if (!acceptsTaxii(request.headers.get('accept')))
    throw new RetortError('not_acceptable', `Answers are ${TAXII_TYPE}: accept that.`);
  if (actor.kind !== 'system') readers.take(actor.id);
  const address = addressOf((params.path ?? '').split('/').filter((segment) => segment !== ''));
  if (!address) throw nothingThere();
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuseChange(request.method, address, actor);
  switch (address.what) {
    case 'discovery':
      return answer({
        title: `${organizationName()}: shared findings`,
        description: 'Campaigns that harvest language models, as confirmed by people here. Read only.',
        default: rootUrl(request),
        api_roots: [rootUrl(request)],
      });
    case 'root':
      return answer({
        title: `${organizationName()}: shared findings`,
        versions: [TAXII_TYPE],
        max_content_length: 1_048_576,
      });
    case 'status':
      throw new RetortError('not_found', 'Nothing can be added here, so there is no status of it.');
    case 'collections': {
      const { items } = await listCollections({}, { actor });
      return answer(items.length === 0 ? {} : { collections: items.map(collectionWords) });
    }
    case 'collection':
      return answer(collectionWords(await collectionFor(address.collection, actor)));
    case 'objects':
    case 'object':
    case 'versions':
    case 'manifest': {
      const { what, collection } = address;
      const query = parseQuery(new URL(request.url).searchParams, FILTERS_OF[what]);
      const id = 'id' in address ? address.id : undefined;
      const bare = what === 'versions' || what === 'manifest';
      if (what === 'versions') query.versions.all = true;
      const page = await readShared({ collection, query, id, bare }, { actor });
      return pageOf(what, page.items, page.more, query);
    }
  }
}, taxiiRefusal);

/** Names what would have been changed where it is there, and says that it cannot be: the collection first, since one may not be theirs. */
async function refuseChange(
  method: string,
  address: NonNullable<ReturnType<typeof addressOf>>,
  actor: Actor,
): Promise<Response> {
  const writes =
    (method === 'POST' && address.what === 'objects') || (method === 'DELETE' && address.what === 'object');
  if (!writes)
    throw new RetortError('not_allowed', `${method} is not possible here.`, { allow: 'GET, HEAD' });
  if ('collection' in address) await collectionFor(address.collection, actor);
  throw new RetortError('forbidden', 'This collection can be read, not written to.');
}

function nothingThere(): RetortError {
  return new RetortError('not_found', 'There is nothing at this address.');
}

/** Under the address that peers use: as it is set, else as this request names it. */
function rootUrl({ headers, url }: Request): string {
  const asked = new URL(url);
  const scheme = headers.get('x-forwarded-proto') ?? asked.protocol.replace(':', '');
  const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? asked.host;
  return `${publicOrigin() ?? `${scheme}://${host}`}/taxii2/${API_ROOT}/`;
}

function collectionWords({ id, alias }: ReadableCollection) {
  const [title, description] = WORDS[alias];
  return { id, title, description, alias, can_read: true, can_write: false, media_types: [STIX_TYPE] };
}

/** A page as the envelope, the manifest or the list of versions. Objects go out as they were stored, unparsed. */
function pageOf(
  what: 'objects' | 'object' | 'versions' | 'manifest',
  items: readonly SharedVersion[],
  more: boolean,
  query: TaxiiQuery,
): Response {
  const last = items.at(-1)?.added;
  const head =
    more && last !== undefined ? `"more":true,"next":${JSON.stringify(nextOf(query, last))}` : '"more":false';
  // A list of the standard is never empty: it is left out then.
  const list =
    items.length === 0
      ? ''
      : `,"${what === 'versions' ? 'versions' : 'objects'}":[${items.map(PART[what]).join(',')}]`;
  const dates: Record<string, string> = {};
  if (items[0] && last !== undefined) {
    dates['x-taxii-date-added-first'] = items[0].added;
    dates['x-taxii-date-added-last'] = last;
  }
  return new Response(`{${head}${list}}`, { headers: { 'content-type': TAXII_TYPE, ...dates } });
}

const manifest = ({ id, added, version }: SharedVersion) =>
  JSON.stringify({ id, date_added: added, version, media_type: STIX_TYPE });
const PART = {
  objects: ({ object }: SharedVersion) => object,
  object: ({ object }: SharedVersion) => object,
  versions: ({ version }: SharedVersion) => JSON.stringify(version),
  manifest,
};

function answer(resource: object): Response {
  return new Response(JSON.stringify(resource), { headers: { 'content-type': TAXII_TYPE } });
}

/** A refusal as an error message of the standard (section 3.6.1). */
export function taxiiRefusal({
  title,
  detail,
  status,
  code,
  request_id,
  retry_after,
  allow,
}: Problem): Response {
  const headers = new Headers({ 'content-type': TAXII_TYPE });
  if (status === 401) {
    headers.append('www-authenticate', 'Basic realm="retort", charset="UTF-8"');
    headers.append('www-authenticate', 'Bearer realm="retort"');
  }
  if (typeof retry_after === 'number') headers.set('retry-after', String(retry_after));
  if (typeof allow === 'string') headers.set('allow', allow);
  const message = {
    title,
    description: detail,
    error_id: request_id,
    error_code: code,
    http_status: String(status),
  };
  return new Response(JSON.stringify(message), { status, headers });
}
