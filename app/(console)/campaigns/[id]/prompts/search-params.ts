import { createLoader, parseAsArrayOf, parseAsString } from 'nuqs/server';

/** What the address of a campaign's prompts says: which family is open, and which two are compared. */
export const promptParams = {
  family: parseAsString,
  compare: parseAsArrayOf(parseAsString).withDefault([]),
};

export const loadPromptParams = createLoader(promptParams);
