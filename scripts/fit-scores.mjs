// `npm run fit-scores -- REPORT…`: fits the calibration of scores to reports of `npm run eval -- --json`.
import { runTool } from '#scripts/tool.mjs';

await runTool({
  file: 'lib/cli/eval/fit-scores.ts',
  name: 'fit-scores',
  run: ({ fitScores }, reports) => fitScores(reports),
});
