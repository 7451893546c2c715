import { campaignsToDraw, drawRhythm } from '@/lib/services/campaign/draw-rhythm';

/** Draws the pictures of every campaign that a run has found anew. Answers how many. */
export async function drawCampaigns(): Promise<number> {
  const due = await campaignsToDraw();
  for (const id of due) await drawRhythm(id);
  return due.length;
}
