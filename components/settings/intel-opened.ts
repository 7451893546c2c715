import type { IntelIndicator, IntelSourceItem } from '@/lib/model/intel';

/** The dialog of the section that is open, and what it is about. */
export type IntelOpened =
  | { what: 'add' | 'hand-in' | 'receipts' }
  | { what: 'edit' | 'remove'; source: IntelSourceItem }
  | { what: 'sight'; indicator: IntelIndicator };
