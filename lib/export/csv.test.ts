import { expect, test } from 'vitest';
import { csvLine } from './csv';

test.each([
  ['=1+1', `"'=1+1"`],
  ['+49 30', `"'+49 30"`],
  ['-2', `"'-2"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['  =HYPERLINK("http://x","y")', `"'  =HYPERLINK(""http://x"",""y"")"`],
  ['\0=1', `"'=1"`],
  ['＝1', `"'＝1"`],
  ['|cmd', `"'|cmd"`],
  ['a=b', '"a=b"'],
  ['one, "two"\nthree', '"one, ""two""\nthree"'],
  ['', '""'],
  [-1.5, '-1.5'],
  [true, 'true'],
  [null, ''],
  [undefined, ''],
])('%j is written as %s', (value, written) => {
  expect(csvLine([value])).toBe(`${written}\r\n`);
});

test('cells stand in their order', () => {
  expect(csvLine(['a', 1, null, 'b'])).toBe('"a",1,,"b"\r\n');
});
