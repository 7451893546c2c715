import { ban, happened, type Persona } from './persona';
import type { Random } from './random';
import { HOUR, type Stage } from './stage';

/** What happens to ordinary accounts too: changed cards, verifications, and wrong or unrelated bans. Returns when it is over. */
export function incidents(stage: Stage, rng: Random, who: Persona): number | undefined {
  const at = Math.floor(rng.between(Math.max(who.createdAt, stage.start), stage.end));
  const draw = rng.next();
  if (draw < (stage.even ? 0.012 : 0.006)) {
    ban(stage, who, at, rng.pick(['chargeback', 'spam', 'age']));
    return at;
  }
  if (draw < 0.018) happened(stage, who, at, 'payment_changed');
  else if (draw < 0.03) happened(stage, who, at, 'verified', 'phone');
  else if (stage.even && draw < 0.036) {
    happened(stage, who, at, 'suspended', 'identity check');
    const again = at + Math.round(rng.between(1, 40) * HOUR);
    happened(stage, who, again, 'reinstated');
    who.shut.push({ from: at, until: again });
  }
  return undefined;
}
