/** A STIX 2.1 object as it is written. */
export interface StixObject {
  type: string;
  spec_version: '2.1';
  id: string;
  object_marking_refs?: string[];
  [property: string]: unknown;
}

export interface StixBundle {
  type: 'bundle';
  id: string;
  objects: StixObject[];
}
