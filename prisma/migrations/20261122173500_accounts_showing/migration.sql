-- The first accounts by key that show a value. A function, because a table spread over machines cannot be asked for a
-- limited number of rows beside each row of another table, while a function asks it anew each time.
CREATE FUNCTION accounts_showing(indicator bigint, most integer) RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT a.account_key FROM account_indicator a WHERE a.indicator_key = indicator ORDER BY a.account_key LIMIT most;
END $$;
