-- Numbers are bought, charged every month on their anniversary, and given back.

-- ── ledger ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What a number costs names its number and the day that the month begins, as a message's posting names its message.
alter table ledger_postings
  add column number text check (number ~ '^\+1[2-9][0-8][0-9][2-9][0-9]{6}$'),
  add column period_from date,
  drop constraint ledger_postings_kind_check,
  drop constraint ledger_postings_check1,
  add constraint ledger_postings_kind_check
    check (kind in ('credit', 'hold', 'settle', 'release', 'charge', 'refund', 'setup', 'monthly')),
  add constraint ledger_postings_of_message
    check (message_id is not null or kind in ('credit', 'refund', 'setup', 'monthly')),
  -- Test money buys no numbers.
  add constraint ledger_postings_of_number check (case when kind in ('setup', 'monthly')
    then number is not null and period_from is not null and message_id is null and not is_test
    else number is null and period_from is null end);
-- However many workers: no month of a number is paid twice.
create unique index ledger_once_a_month on ledger_postings (account_id, number, kind, period_from) where number is not null;

create or replace view ledger_entries with (security_invoker = true) as
  select account_id, id as posting_id, kind, source as book, -amount_nanos as amount_nanos, message_id, at, is_test, number
  from ledger_postings
  union all
  select account_id, id, kind, destination, amount_nanos, message_id, at, is_test, number from ledger_postings;

-- ── numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────
alter table numbers
  -- The anniversary is counted from here, not from the month before: 31 January, 28 February, 31 March.
  add column charges_from timestamptz,
  -- The first month that is not paid yet begins here; null: it costs nothing.
  add column next_charge_at timestamptz,
  -- When the worker has something to decide about it: to forewarn, charge, remind, suspend or try again.
  add column charge_look_at timestamptz,
  -- The `next_charge_at` that was forewarned of.
  add column forewarned_for timestamptz,
  -- Since when the account knows that a month could not be paid; the days of grace begin here.
  add column arrears_since timestamptz,
  add column reminded_at timestamptz,
  add column suspended_at timestamptz,
  add constraint numbers_charges check ((charges_from is null) = (next_charge_at is null)
    and (charge_look_at is null or next_charge_at is not null)
    and (arrears_since is not null or (reminded_at is null and suspended_at is null)));
create index numbers_charges_due on numbers (account_id, charge_look_at) where charge_look_at is not null;
create index numbers_in_arrears on numbers (account_id) where arrears_since is not null;
create index numbers_released on numbers (released_at) where released_at is not null;

-- ── cart ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What an account has in its cart. The reservation itself stands in the stock, where everybody meets; this remembers what was
-- wanted when it has run out.
create table cart_numbers (
  account_id uuid not null,
  e164 text not null check (e164 ~ '^\+1[2-9][0-8][0-9][2-9][0-9]{6}$'),
  added_at timestamptz not null,
  primary key (account_id, e164)
);

-- ── purchases ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- A key of a purchase: `message_id` is the purchase's own id, so that no message is its answer. The answer is kept as it was given.
alter table idempotency_keys add column answer jsonb;

-- ── which accounts have something due ─────────────────────────────────────────────────────────────────────────────
create function accounts_with_due_charges(p_now timestamptz, p_after uuid, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive walk as (
    (select account_id from numbers where charge_look_at <= p_now and account_id > p_after order by account_id limit 1)
    union all
    select (select n.account_id from numbers n where n.charge_look_at <= p_now and n.account_id > walk.account_id
            order by n.account_id limit 1)
    from walk where walk.account_id is not null
  )
  select account_id from walk where account_id is not null limit p_limit
$$;

-- Released long enough ago to be sold again.
create function numbers_to_return(p_before timestamptz, p_limit integer) returns table (account_id uuid, e164 text)
language sql stable security definer set search_path = public, pg_temp as $$
  select n.account_id, n.e164 from numbers n where n.released_at <= p_before order by n.released_at limit p_limit
$$;

-- ── rights and walls ──────────────────────────────────────────────────────────────────────────────────────────────
grant select, insert, delete on cart_numbers to longcode_app;
alter table cart_numbers enable row level security;
create policy tenant on cart_numbers to longcode_app using (account_id = current_account())
  with check (account_id = current_account());
