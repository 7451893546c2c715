import type { Tlp } from '@/lib/model/case-words';
import type { StixObject } from './object';

/** The extension by which TLP 2.0 is said in STIX 2.1 (OASIS cti-stix-common-objects). */
const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

const TLP_IDS: Record<Tlp, string> = {
  'TLP:CLEAR': 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  'TLP:GREEN': 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  'TLP:AMBER': 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'TLP:AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  'TLP:RED': 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

export function tlpId(tlp: Tlp): string {
  return TLP_IDS[tlp];
}

/** The marking itself, as OASIS publishes it: STIX 2.1 predefines only TLP 1, so that it has to travel along. */
export function tlpMarking(tlp: Tlp): StixObject {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: TLP_IDS[tlp],
    created: '2022-10-01T00:00:00.000Z',
    name: tlp,
    extensions: {
      [TLP_EXTENSION]: {
        extension_type: 'property-extension',
        tlp_2_0: tlp.slice('TLP:'.length).toLowerCase(),
      },
    },
  };
}
