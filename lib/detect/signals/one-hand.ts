import type { Scene } from '@/lib/detect/group';
import { madeBySchedule } from './even-registration';
import { takenIntoUse } from './woken-together';

/** How far one hand made the accounts, or took them into use, 0 to 1: by whoever's hours, and however unevenly, they are used then. */
export function oneHand(scene: Scene): number {
  return 1 - (1 - madeBySchedule(scene)) * (1 - takenIntoUse(scene));
}
