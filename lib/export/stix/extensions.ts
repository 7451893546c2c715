import { ownId } from './ids';
import { tlpId } from './markings';
import type { StixObject } from './object';

// What STIX has no words for. Ids, authorship and times are fixed: every Retort says the same thing by them, whoever runs it.

const MADE = '2026-11-22T00:00:00.000Z';
export const SCAFFOLD_TYPE = 'x-llm-prompt-scaffold';
export const SCAFFOLD_EXTENSION = ownId('extension-definition', 'llm-prompt-scaffold', '1');
export const REQUEST_EXTENSION = ownId('extension-definition', 'llm-request', '1');
export const ACCOUNT_EXTENSION = ownId('extension-definition', 'llm-account', '1');
const AUTHOR = ownId('identity', 'retort');

const KEY =
  'A key is the first eight bytes of the SHA-256 of a normalized text, as 16 hexadecimal digits: whoever runs the same ' +
  'program recognizes the text by it without being told it.';

/** The program, as author of its own extensions. */
export const PROGRAM: StixObject = {
  type: 'identity',
  spec_version: '2.1',
  id: AUTHOR,
  created: MADE,
  modified: MADE,
  name: 'Retort',
  description:
    'Defines the extensions that Retort writes. It is a program and not the producer of any finding.',
  identity_class: 'system',
  object_marking_refs: [tlpId('TLP:CLEAR')],
};

function definition(
  id: string,
  name: string,
  type: 'new-sco' | 'property-extension',
  description: string,
  schema: string,
): StixObject {
  return {
    type: 'extension-definition',
    spec_version: '2.1',
    id,
    created_by_ref: AUTHOR,
    created: MADE,
    modified: MADE,
    name,
    description,
    schema,
    version: '1.0.0',
    extension_types: [type],
    object_marking_refs: [tlpId('TLP:CLEAR')],
  };
}

export const EXTENSIONS: readonly StixObject[] = [
  definition(
    SCAFFOLD_EXTENSION,
    'LLM prompt scaffold',
    'new-sco',
    'The constant part of prompts that a program fills with one payload after another.',
    `Observable of type ${SCAFFOLD_TYPE}. sha256 (string, required): SHA-256 of skeleton in UTF-8, hexadecimal; the only ` +
      'ID-contributing property. skeleton (string, required): the constant part, with ⟨…⟩ where payloads go; what names ' +
      'customers may be left out. anchors (list of string): keys of its head, tail, frame and system prompt. ' +
      `capability (string): what it asks for. ${KEY}`,
  ),
  definition(
    REQUEST_EXTENSION,
    'LLM request',
    'property-extension',
    'What is told of the client by a request to an inference API.',
    'Properties of network-traffic, all strings and optional. ja4: JA4 fingerprint of the TLS client. user_agent_family: the ' +
      'user agent without versions. system_prompt_key, tool_schema_key, parameter_vector_key: keys of these, the last one of ' +
      `the sampling parameters. ${KEY}`,
  ),
  definition(
    ACCOUNT_EXTENSION,
    'LLM account',
    'property-extension',
    'What is told of an account at a provider of language models when it is opened and paid for.',
    'Properties of user-account, all strings and optional: payment_fingerprint, payment_issuer (number of the issuer, kind, ' +
      'country), email_domain, email_hash, phone_hash, organization, signup_device, device, api_key, ' +
      'session, reasoning_ref, reasoning_issued. A value that begins with hmac-sha256: is a hash under a key of the producer, ' +
      'who alone can compare it.',
  ),
];
