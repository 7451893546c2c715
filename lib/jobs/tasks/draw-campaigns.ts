import { drawLinks } from '@/lib/services/campaign/draw-links';
import { drawRhythm } from '@/lib/services/campaign/draw-rhythm';
import { campaignsToDraw } from '@/lib/services/campaign/to-draw';

/** Draws the pictures of every campaign that a run has found anew. Answers how many. */
export async function drawCampaigns(): Promise<number> {
  const due = await campaignsToDraw();
  for (const id of due) {
    await drawRhythm(id);
    await drawLinks(id);
  }
  return due.length;
}
