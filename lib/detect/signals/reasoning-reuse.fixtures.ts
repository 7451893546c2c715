import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'blocks issued to one member and presented by others',
    scene: () =>
      operation(undefined, {
        blocks: Array.from({ length: 12 }, (_, i) => ({
          key: BigInt(i),
          issuers: [i],
          presenters: [i + 1, i + 2],
        })),
      }),
    expect: { least: 2.5, most: 5, says: /present 12 hidden reasoning blocks/ },
  },
  {
    name: 'each presents its own',
    scene: () =>
      operation(undefined, {
        blocks: Array.from({ length: 12 }, (_, i) => ({ key: BigInt(i), issuers: [i], presenters: [i] })),
      }),
    expect: null,
  },
];
