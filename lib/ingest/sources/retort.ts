import type { Source } from './source';

/** The records of the contract themselves, one a line. */
export const retort: Source = {
  name: 'retort',
  title: 'Records of Retort',
  envelope: 'records',
  profile: null,
  lacks: [],
};
