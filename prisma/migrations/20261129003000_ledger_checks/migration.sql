-- When each account's books were last verified, and what was wrong. The hourly check finds by it whose turn it is.
create table ledger_checks (
  account_id uuid primary key references accounts (id),
  checked_at timestamptz not null,
  postings bigint not null,
  -- As people are told, at most a hundred; empty: the books are whole.
  faults text[] not null default '{}'
);
alter table ledger_checks enable row level security;
create policy tenant on ledger_checks to longcode_app using (account_id = current_account())
  with check (account_id = current_account());
grant select, insert, update on ledger_checks to longcode_app;

-- Whose books have not been verified since a moment: ids alone.
create function accounts_to_check(p_before timestamptz, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select b.account_id from balances b left join ledger_checks c on c.account_id = b.account_id
  where c.checked_at is null or c.checked_at < p_before
  order by c.checked_at nulls first, b.account_id limit p_limit
$$;

-- How many accounts were found with broken books when they were last verified: for the alarm.
create function count_broken_books() returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from ledger_checks where cardinality(faults) > 0
$$;

-- An operator takes back what was credited, with a reason: money leaves the account for where it came from.
alter table ledger_postings
  drop constraint ledger_postings_kind_check,
  drop constraint ledger_postings_of_message,
  add constraint ledger_postings_kind_check
    check (kind in ('credit', 'debit', 'hold', 'settle', 'release', 'charge', 'refund', 'setup', 'monthly')),
  add constraint ledger_postings_of_message
    check (message_id is not null or kind in ('credit', 'debit', 'refund', 'setup', 'monthly'));
