/** What every TAXII answer says it is, refusals among them (TAXII 2.1, section 1.6.8). */
export const TAXII_TYPE = 'application/taxii+json;version=2.1';
/** What is in a collection, as its resource and its manifest say it. */
export const STIX_TYPE = 'application/stix+json;version=2.1';

/**
 * Whether whoever sent this Accept header takes TAXII 2.1: by its media type, with version 2.1 or with none (then the newest one is meant),
 * or by a wildcard. A missing header takes anything (RFC 9110, section 12.5.1), and a weight of 0 takes nothing.
 */
export function acceptsTaxii(accept: string | null): boolean {
  if (accept === null || accept.trim() === '') return true;
  return accept.split(',').some((range) => {
    const [type = '', ...rest] = range.split(';').map((part) => part.trim().toLowerCase());
    const parameters = new Map(
      rest.map((part) => {
        const [name = '', value = ''] = part.split('=');
        return [name.trim(), value.trim().replace(/^"(.*)"$/, '$1')] as const;
      }),
    );
    const weight = parameters.get('q');
    if (weight !== undefined && !(Number(weight) > 0)) return false;
    if (type === '*/*' || type === 'application/*') return true;
    return type === 'application/taxii+json' && [undefined, '2.1'].includes(parameters.get('version'));
  });
}
