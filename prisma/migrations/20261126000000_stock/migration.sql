-- What can be bought, and what is known of a number that is owned. Stock belongs to nobody: it stands outside the walls between
-- tenants, and a sale takes its row away in the transaction that gives the number to an account.

create table inventory (
  e164 text primary key check (e164 ~ '^\+1[2-9][0-8][0-9][2-9][0-9]{6}$'),
  kind text not null check (kind in ('longcode', 'toll_free')),
  -- ISO; toll-free numbers belong to the whole plan and have neither country nor place.
  country text check (country ~ '^[A-Z]{2}$'),
  state text check (state ~ '^[a-z]{2}$'),
  rate_center text check (rate_center = lower(rate_center) and length(rate_center) <= 40),
  city text check (length(city) <= 80),
  setup_nanos bigint not null check (setup_nanos >= 0),
  monthly_nanos bigint not null check (monthly_nanos >= 0),
  features text[] not null default '{sms}',
  -- An account that is about to buy it, and until when nobody else can (ten minutes). Shown to nobody.
  reserved_by uuid,
  reserved_until timestamptz,
  added_at timestamptz not null,
  check ((kind = 'toll_free') = (country is null)),
  check ((reserved_by is null) = (reserved_until is null))
);
create index inventory_reserved on inventory (reserved_by) where reserved_by is not null;

alter table numbers
  add column country text,
  add column city text,
  add column setup_nanos bigint not null default 0 check (setup_nanos >= 0),
  add column monthly_nanos bigint not null default 0 check (monthly_nanos >= 0),
  add column tags text[] not null default '{}' check (cardinality(tags) <= 20),
  -- Ported in: from when it can send and receive text (rule F8). Null: at once.
  add column messaging_from timestamptz,
  -- Given back: nobody uses it, and for a week it can be taken back.
  add column released_at timestamptz,
  drop constraint numbers_messaging_state_check,
  add constraint numbers_messaging_state_check check (messaging_state in ('enabled', 'porting', 'suspended', 'released')),
  add constraint numbers_released check ((messaging_state = 'released') = (released_at is not null));

grant select, insert, update, delete on inventory to longcode_app;

-- ── accepting ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- As before (20261125000200_test_money has the reasons); a sender that is not enabled yet says from when it will be.
-- detail of sender_not_enabled: {"state", "from"}
create or replace function accept_messages(p_now timestamptz, p_validity interval, p_wait boolean, p_batch jsonb)
returns table (n integer, outcome text, message_id uuid, price_nanos bigint, detail text)
language plpgsql
-- A connection keeps its plans: one that was made while a table was empty would read the whole table when it is full.
set enable_seqscan = off
set lock_timeout = '2s' -- then the caller says "still running" instead of hanging
as $$
#variable_conflict use_column
declare
  g record;
  r record;
  funds bigint;
  live_link uuid;
  test_link uuid;
  link uuid;
  ok_ids uuid[];
  ok_kinds text[];
  ok_rates bigint[];
  total bigint;
begin
  select l.id into live_link from links l where l.enabled and l.takes_live order by l.priority, l.id limit 1;
  select l.id into test_link from links l where l.enabled and l.takes_test order by l.priority, l.id limit 1;

  for g in
    select (b.item ->> 'account')::uuid as account, coalesce((b.item ->> 'is_test')::boolean, false) as is_test,
      b.item -> 'items' as items
    from jsonb_array_elements(p_batch) as b (item)
  loop
    perform set_config('app.account_id', g.account::text, true);
    link := case when g.is_test then test_link else live_link end;
    if p_wait then
      select case when g.is_test then b.test_available_nanos else b.available_nanos end into funds
      from balances b where b.account_id = g.account for update;
      if not found then
        raise exception 'account % has no balance row', g.account;
      end if;
    else
      select case when g.is_test then b.test_available_nanos else b.available_nanos end into funds
      from balances b where b.account_id = g.account for update skip locked;
      if not found then
        return query select i.n, 'busy', null::uuid, 0::bigint, null from jsonb_to_recordset(g.items) as i (n integer);
        continue;
      end if;
    end if;
    ok_ids := '{}'; ok_kinds := '{}'; ok_rates := '{}'; total := 0;

    -- Each look-up is one probe of an index, however many numbers or keys the account has.
    for r in
      select i.n, i.id, i.parts * rate.part_nanos as price, rate.part_nanos, s.kind, s.messaging_state, s.messaging_from,
        k.message_id as known_id, k.price_nanos as known_price, k.fingerprint = decode(i.fingerprint, 'hex') as is_same
      from jsonb_to_recordset(g.items) as i (n integer, id uuid, "from" text, parts bigint, idempotency_key text, fingerprint text)
      left join lateral (
        select t.kind, t.messaging_state, t.messaging_from from numbers t where t.account_id = g.account and t.e164 = i."from" limit 1) s on true
      left join lateral (
        select t.part_nanos from rates t
        where t.direction = 'outbound' and t.number_kind = s.kind and t.effective_from <= p_now
        order by t.effective_from desc limit 1) rate on true
      left join lateral (
        select t.message_id, t.price_nanos, t.fingerprint from idempotency_keys t
        where t.account_id = g.account and t.key = i.idempotency_key limit 1) k on true
      order by i.n
    loop
      n := r.n; message_id := r.id; price_nanos := r.price; detail := null;
      if r.known_id is not null then
        outcome := case when r.is_same then 'replayed' else 'mismatch' end;
        message_id := r.known_id; price_nanos := r.known_price;
      elsif r.messaging_state is null then outcome := 'sender_not_yours';
      elsif r.messaging_state <> 'enabled' then outcome := 'sender_not_enabled';
        detail := jsonb_build_object('state', r.messaging_state, 'from', r.messaging_from)::text;
      elsif link is null then outcome := 'no_link';
      elsif r.price is null then outcome := 'no_rate';
      elsif r.price > funds then outcome := 'insufficient_funds';
      else
        outcome := 'accepted';
        funds := funds - r.price;
        total := total + r.price;
        ok_ids := ok_ids || r.id;
        ok_kinds := ok_kinds || r.kind;
        ok_rates := ok_rates || r.part_nanos;
      end if;
      return next;
    end loop;

    continue when cardinality(ok_ids) = 0;

    with ok as (
      select i.*, o.kind, o.rate, o.rate * i.parts as price
      from unnest(ok_ids, ok_kinds, ok_rates) as o (id, kind, rate)
      join jsonb_to_recordset(g.items) as i (id uuid, "from" text, "to" text, body text, encoding text, parts smallint,
        key_id uuid, api_version text, dlr_callback text, idempotency_key text, fingerprint text) on i.id = o.id
    ), message as (
      insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind,
        part_nanos, price_nanos, link_id, key_id, api_version, dlr_callback, accepted_at, due_at, expires_at, is_test)
      select g.account, id, 'outbound', 'accepted', "from", "to", body, encoding, parts, kind,
        rate, price, link, key_id, api_version, dlr_callback, p_now, p_now, p_now + p_validity, g.is_test from ok
    ), event as (
      insert into message_events (account_id, message_id, rev, kind, at)
      select g.account, id, 0, 'message.accepted', p_now from ok
    ), fact as (
      insert into outbox (account_id, message_id, kind, at) select g.account, id, 'message.accepted', p_now from ok
    ), key as (
      insert into idempotency_keys (account_id, key, fingerprint, message_id, price_nanos, created_at)
      select g.account, idempotency_key, decode(fingerprint, 'hex'), id, price, p_now from ok where idempotency_key is not null
    ), hold as (
      -- A hold carries its message's id as its own: a message has one hold, so they cannot meet, and nothing random is
      -- asked for here.
      insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at, is_test)
      select g.account, id, 'hold', 'available', 'held', price, id, 'message accepted', p_now, g.is_test from ok where price > 0
    )
    update balances set
        available_nanos = available_nanos - case when g.is_test then 0 else total end,
        held_nanos = held_nanos + case when g.is_test then 0 else total end,
        test_available_nanos = test_available_nanos - case when g.is_test then total else 0 end,
        test_held_nanos = test_held_nanos + case when g.is_test then total else 0 end
      where account_id = g.account and total > 0;
  end loop;
end $$;
