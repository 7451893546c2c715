import type { Tlp } from '@/lib/model/case-words';

// What Retorts say to each other beyond the standard, by the ids under which they write it, and the markings of TLP.

export const SCAFFOLD_TYPE = 'x-llm-prompt-scaffold';
export const REQUEST_EXTENSION = 'extension-definition--7779b4c5-4ced-55df-b590-c266415f3def';
export const ACCOUNT_EXTENSION = 'extension-definition--d1048791-e31e-547a-a002-bd27c6c3f767';
export const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/** TLP 2.0 (OASIS cti-stix-common-objects), and TLP 1 as STIX 2.1 predefines it by what it is called today. */
export const TLP_BY_ID: ReadonlyMap<string, Tlp> = new Map([
  ['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487', 'TLP:CLEAR'],
  ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb', 'TLP:GREEN'],
  ['marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421', 'TLP:AMBER'],
  ['marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003', 'TLP:AMBER+STRICT'],
  ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1', 'TLP:RED'],
  ['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9', 'TLP:CLEAR'],
  ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da', 'TLP:GREEN'],
  ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82', 'TLP:AMBER'],
  ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'TLP:RED'],
]);
