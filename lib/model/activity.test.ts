import { expect, test } from 'vitest';
import { callsIn, mentionsIn } from './activity';

const PEOPLE = [{ name: 'Dana' }, { name: 'Dana Okafor' }, { name: 'Pilar Núñez' }];

test.each([
  ['nobody is called here', []],
  ['@Dana Okafor please look', ['Dana Okafor']],
  ['see @dana, and (@pilar núñez)', ['Dana', 'Pilar Núñez']],
  ['@Dana Okafor and @Dana', ['Dana', 'Dana Okafor']],
  ['mail me at x@dana.example', []],
  ['@Danae is somebody else', []],
])('%s', (text, names) => {
  expect(mentionsIn(text, PEOPLE).map(({ name }) => name)).toEqual(names);
});

test.each([
  ['@Dana Okafor, and @DANA', ['@Dana Okafor', '@DANA']],
  ['x@Dana @Dana-b', ['@Dana']],
  ['@@Dana', ['@Dana']],
  ['İ @dana', ['@dana']],
])('calls in %s', (text, calls) => {
  const found = callsIn(
    text,
    PEOPLE.map(({ name }) => name),
  );
  expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(calls);
});
