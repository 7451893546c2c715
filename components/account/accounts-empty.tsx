'use client';

import { NoRecords } from '@/components/frame/no-records';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { plural } from '@/components/ui/format';
import type { AccountPage } from '@/lib/model/console/account';
import type { AccountsFilterChange, AccountsFilterState } from './accounts-filter';

const NOTHING: AccountsFilterChange = {
  status: null,
  pathway: null,
  plan: null,
  verified: null,
  campaign: null,
  indicator: null,
  q: null,
};

interface AccountsEmptyProps {
  params: AccountsFilterState;
  accounts: number;
  indicator: AccountPage['indicator'];
  onChange: (change: AccountsFilterChange) => void;
}

/** Why there is no account to show: nothing came in, the value is unknown, or the filters leave none. */
export function AccountsEmpty({ params, accounts, indicator, onChange }: AccountsEmptyProps) {
  if (accounts === 0) {
    return <NoRecords>Accounts appear with the first of them.</NoRecords>;
  }
  if (params.indicator && indicator && !indicator.known) {
    return (
      <Empty
        title="No account ever showed this value"
        action={
          <Button onClick={() => onChange({ indicator: null })}>Show accounts without this filter</Button>
        }
      >
        Values are matched whole and exactly, as they came in.
      </Empty>
    );
  }
  const on = Object.entries(params).filter(
    ([name, value]) => name in NOTHING && value !== null && value.length > 0,
  );
  return (
    <Empty
      title={`No account matches ${on.length === 1 ? 'this filter' : `these ${on.length} filters`}`}
      action={<Button onClick={() => onChange(NOTHING)}>Take all filters away</Button>}
    >
      {plural(accounts, 'account')} are known. Ids are matched from their beginning, organizations and e-mail
      patterns anywhere.
    </Empty>
  );
}
