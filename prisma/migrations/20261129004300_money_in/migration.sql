-- Money in: payments by card, what Stripe tells of them, and what is done when the balance crosses a threshold.

create function usual_alerts() returns bigint[] language sql immutable as $$ select '{50000000000,10000000000,0}'::bigint[] $$;

-- What the account has chosen. Without a row: the defaults, which stand in usual_alerts() and here.
create table money_settings (
  account_id uuid primary key references accounts (id),
  -- A letter at each crossing; 0: when less than a cent is left.
  alert_nanos bigint[] not null default usual_alerts() check (cardinality(alert_nanos) <= 10),
  recharge_on boolean not null default false,
  recharge_below_nanos bigint not null default 10000000000 check (recharge_below_nanos > 0),
  recharge_nanos bigint not null default 50000000000 check (recharge_nanos > 0),
  recharge_day_nanos bigint not null default 100000000000 check (recharge_day_nanos > 0),
  recharge_month_nanos bigint not null default 500000000000 check (recharge_month_nanos > 0),
  -- Declined in a row; at the limit it is turned off.
  recharge_failures integer not null default 0,
  recharge_stopped text,
  customer_id text,
  -- How many receipts were written: the next one's number.
  receipts integer not null default 0
);
create unique index money_settings_customer on money_settings (customer_id);

create table payment_cards (
  account_id uuid not null references accounts (id),
  id text not null,
  brand text not null,
  last4 text not null,
  exp_month integer not null,
  exp_year integer not null,
  is_default boolean not null default false,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (account_id, id),
  check (not (is_default and removed_at is not null))
);
create unique index payment_cards_default on payment_cards (account_id) where is_default;

-- Written before Stripe is asked, so that what it answers, and whatever it tells later, has its place.
create table payments (
  account_id uuid not null references accounts (id),
  id uuid not null,
  kind text not null check (kind in ('top_up', 'recharge')),
  state text not null check (state in ('pending', 'succeeded', 'failed', 'canceled', 'refunded', 'disputed')),
  amount_nanos bigint not null check (amount_nanos > 0 and amount_nanos % 10000000 = 0),
  currency text not null default 'usd' check (currency = 'usd'),
  signal_id uuid,
  session_id text,
  intent_id text,
  card_id text,
  brand text,
  last4 text,
  failure text,
  started_by text not null,
  created_at timestamptz not null,
  credited_at timestamptz,
  ended_at timestamptz,
  receipt_number integer,
  -- What the holder of the card got back: by refunds, and by a dispute. What was no longer there to take is owed.
  refunded_nanos bigint not null default 0 check (refunded_nanos >= 0),
  dispute_id text,
  dispute_state text check (dispute_state in ('open', 'won', 'lost')),
  disputed_nanos bigint not null default 0 check (disputed_nanos >= 0),
  taken_nanos bigint not null default 0 check (taken_nanos >= 0),
  owed_nanos bigint not null default 0 check (owed_nanos >= 0),
  primary key (account_id, id),
  check (refunded_nanos <= amount_nanos and taken_nanos + owed_nanos <= amount_nanos),
  check ((credited_at is null) = (receipt_number is null)),
  check (credited_at is not null or taken_nanos + owed_nanos = 0)
);
create unique index payments_intent on payments (intent_id);
create unique index payments_receipt on payments (account_id, receipt_number);
-- One crossing is charged once, whatever happens; a declined try makes room for another.
create unique index payments_signal on payments (account_id, signal_id) where state not in ('failed', 'canceled');
create index payments_by_time on payments (account_id, created_at, id);
create index payments_owed on payments (account_id) where owed_nanos > 0;

-- Each event of Stripe once, with what came of it. Of no account: operators read those.
create table stripe_events (
  id text primary key,
  account_id uuid,
  type text not null,
  outcome text not null check (outcome in ('done', 'ignored', 'refused')),
  reason text not null,
  payment_id uuid,
  made_at timestamptz not null,
  at timestamptz not null
);
create index stripe_events_by_time on stripe_events (account_id, at, id);

-- Calls that Stripe did not sign: counted, since anybody can make any number of them.
create table stripe_refused_calls (
  day date not null,
  reason text not null,
  calls bigint not null,
  last_at timestamptz not null,
  last_address text,
  primary key (day, reason)
);

-- A threshold was crossed: written by the statement that crossed it. The worker makes letters and payments of it.
create table money_signals (
  account_id uuid not null,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('low_balance', 'recharge')),
  below_nanos bigint not null,
  available_nanos bigint not null,
  at timestamptz not null,
  -- Null: done.
  due_at timestamptz,
  outcome text,
  primary key (account_id, id)
);
create index money_signals_due on money_signals (account_id, due_at) where due_at is not null;

-- The highest threshold that waits to be crossed; 0: none.
alter table balances add column signal_below_nanos bigint not null default 0;

-- All thresholds of an account; of 0 it is said when less than a cent is left.
create function money_thresholds(p_account uuid) returns table (kind text, below_nanos bigint)
language sql stable as $$
  select 'low_balance', greatest(t.nanos, 10000000) from
    unnest(coalesce((select s.alert_nanos from money_settings s where s.account_id = p_account), usual_alerts())) t (nanos)
  union all
  select 'recharge', s.recharge_below_nanos from money_settings s where s.account_id = p_account and s.recharge_on
$$;

-- One place for all roads that lower a balance. Called at a crossing and when money comes: what is held and released moves between
-- the two books and changes neither, so a balance that swings around a threshold tells once. Money that comes and does not reach the
-- threshold of auto-recharge is a crossing of its own: one that was charged too little is charged again.
create function signal_money() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  came boolean := new.available_nanos + new.held_nanos > old.available_nanos + old.held_nanos;
  crossed_nanos bigint;
begin
  select min(t.below_nanos) into crossed_nanos from money_thresholds(new.account_id) t
  where t.kind = 'low_balance' and t.below_nanos <= old.signal_below_nanos and t.below_nanos > new.available_nanos;
  if crossed_nanos is not null then
    insert into money_signals (account_id, kind, below_nanos, available_nanos, at, due_at)
    values (new.account_id, 'low_balance', crossed_nanos, new.available_nanos, clock_timestamp(), clock_timestamp());
  end if;
  insert into money_signals (account_id, kind, below_nanos, available_nanos, at, due_at)
  select new.account_id, 'recharge', t.below_nanos, new.available_nanos, clock_timestamp(), clock_timestamp()
  from money_thresholds(new.account_id) t
  where t.kind = 'recharge' and t.below_nanos > new.available_nanos and (came or t.below_nanos <= old.signal_below_nanos)
    -- Until that one is done, it speaks for all.
    and not exists (select from money_signals s where s.account_id = new.account_id and s.kind = 'recharge' and s.due_at is not null);
  new.signal_below_nanos := coalesce(
    (select max(t.below_nanos) from money_thresholds(new.account_id) t where t.below_nanos <= new.available_nanos
       and (came or t.below_nanos <= old.signal_below_nanos)), 0);
  return new;
end $$;

create trigger balances_signal before update of available_nanos on balances for each row
  when (new.available_nanos < old.signal_below_nanos
    or new.available_nanos + new.held_nanos > old.available_nanos + old.held_nanos)
  execute function signal_money();

-- Accounts that have money: armed as if it had just come.
update balances b set signal_below_nanos = coalesce(
  (select max(t.below_nanos) from money_thresholds(b.account_id) t where t.below_nanos <= b.available_nanos), 0);

create function accounts_with_due_signals(p_now timestamptz, p_after uuid, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive walk as (
    (select account_id from money_signals where due_at <= p_now and account_id > p_after order by account_id limit 1)
    union all
    select (select s.account_id from money_signals s where s.due_at <= p_now and s.account_id > walk.account_id
            order by s.account_id limit 1)
    from walk where walk.account_id is not null
  )
  select account_id from walk where account_id is not null limit p_limit
$$;

-- Of whom Stripe speaks: ids alone.
create function account_of_customer(p_customer text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select account_id from money_settings where customer_id = p_customer
$$;
create function payment_of_intent(p_intent text) returns table (account_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.account_id, p.id from payments p where p.intent_id = p_intent
$$;
create function is_account(p_account uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from accounts where id = p_account)
$$;

-- An event that belongs to no account of ours.
create function keep_stray_event(p_id text, p_type text, p_outcome text, p_reason text, p_made_at timestamptz, p_at timestamptz)
returns boolean language sql security definer set search_path = public, pg_temp as $$
  with kept as (
    insert into stripe_events (id, type, outcome, reason, made_at, at) values (p_id, p_type, p_outcome, p_reason, p_made_at, p_at)
    on conflict (id) do nothing returning 1)
  select exists (select from kept)
$$;
create function count_refused_call(p_at timestamptz, p_reason text, p_address text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into stripe_refused_calls (day, reason, calls, last_at, last_address)
  values ((p_at at time zone 'UTC')::date, p_reason, 1, p_at, p_address)
  on conflict (day, reason) do update set calls = stripe_refused_calls.calls + 1, last_at = excluded.last_at,
    last_address = excluded.last_address
$$;

-- For operators: what was refused of all accounts, and what is owed.
create function refused_stripe_events(p_limit integer)
returns table (at timestamptz, id text, account_id uuid, type text, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.at, e.id, e.account_id, e.type, e.reason from stripe_events e where e.outcome = 'refused'
  order by e.at desc, e.id limit p_limit
$$;
create function refused_stripe_calls(p_limit integer)
returns table (day date, reason text, calls bigint, last_at timestamptz, last_address text)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.day, c.reason, c.calls, c.last_at, c.last_address from stripe_refused_calls c order by c.day desc, c.reason limit p_limit
$$;
create function owed_payments() returns table (account_id uuid, id uuid, owed_nanos bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.account_id, p.id, p.owed_nanos from payments p where p.owed_nanos > 0 order by p.account_id, p.created_at
$$;

revoke all on stripe_refused_calls from longcode_app;
grant select, insert on payments, payment_cards, money_settings, stripe_events to longcode_app;
revoke update, delete on stripe_events from longcode_app;
grant update on money_settings to longcode_app;
grant update (brand, last4, exp_month, exp_year, is_default, removed_at) on payment_cards to longcode_app;
grant update (state, session_id, intent_id, card_id, brand, last4, failure, credited_at, ended_at, receipt_number, refunded_nanos,
  dispute_id, dispute_state, disputed_nanos, taken_nanos, owed_nanos) on payments to longcode_app;
grant select, insert on money_signals to longcode_app;
grant update (due_at, outcome) on money_signals to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['money_settings', 'payment_cards', 'payments', 'stripe_events', 'money_signals'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;
