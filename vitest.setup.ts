import fc from 'fast-check';

/** One seed for every property: a run on another machine, or in another order of files, tries the same cases. */
fc.configureGlobal({ seed: 333 });
