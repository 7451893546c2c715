import { type Fixture, operation, viralPrompt } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'two scaffolds in thirty accounts, forty times each',
    scene: () => operation(),
    expect: { least: 2, most: 5, says: /30 of 30 accounts send prompts built from the same 2 scaffolds/ },
  },
  { name: 'a viral prompt, once or twice each', scene: () => viralPrompt(), expect: { least: 0, most: 0.8 } },
];
