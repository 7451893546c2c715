// `npm run eval [-- --help]`: worlds with known truth through the whole of detection, and its parts on real data.
import { runTool } from '#scripts/tool.mjs';

await runTool({
  file: 'lib/cli/eval/main.ts',
  name: 'eval',
  run: ({ runEvaluation }, options) => runEvaluation(options),
});
