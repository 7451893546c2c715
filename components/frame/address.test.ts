import { expect, it } from 'vitest';
import { addressOf } from './address';

it('is equal for addresses that show the same', () => {
  expect(addressOf('kind=jump,new_campaign&due=week&alert=alr_1')).toBe(
    addressOf('due=week&kind=jump%2Cnew_campaign'),
  );
  expect(addressOf('alert=alr_1')).toBe('');
  expect(addressOf('due=today')).not.toBe(addressOf('due=week'));
});
