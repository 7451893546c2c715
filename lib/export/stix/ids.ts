import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/export/case/canonical';

/** Namespace of the ids of observables (STIX 2.1, section 2.9). */
export const OBSERVABLE_NAMESPACE = '00abedb4-aa42-466c-9c01-fed23315a9b7';
/** Namespace of every other object that Retort makes, so that a case exported again has the same ids. */
const OWN_NAMESPACE = '7d1f6c1e-3a43-4f0e-9b61-6f0b0c0d5e52';

/** UUID version 5 (RFC 9562, section 5.5): SHA-1 over the namespace's bytes and the name in UTF-8. */
export function uuid5(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The id of an observable, from its ID-contributing properties as canonical JSON (RFC 8785). */
export function observableId(type: string, contributing: Record<string, unknown>): string {
  return `${type}--${uuid5(OBSERVABLE_NAMESPACE, canonicalJson(contributing))}`;
}

/** The id of another object, from what makes it this one and no other. */
export function ownId(type: string, ...parts: readonly string[]): string {
  return `${type}--${uuid5(OWN_NAMESPACE, canonicalJson([type, ...parts]))}`;
}
