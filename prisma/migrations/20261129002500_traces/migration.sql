-- Everything that explains one message: how it was asked for, every PDU that went or came for it. Written once, in the transaction of
-- its cause; read by the trace alone.

-- One column for all of it: as columns it would cost accepting a third more than this.
create table message_requests (
  account_id uuid not null,
  message_id uuid not null,
  -- {"received_at": when the verb was asked; the message is accepted with others a moment later, "request_id": as it was answered in
  -- X-Request-Id, "idempotency_key", "address", "agent", "content_type", "sent_by": who sent it from the portal, "body": as it came, cut
  -- at 8 KB, "body_bytes"}
  request jsonb not null,
  primary key (account_id, message_id)
) partition by range (message_id);

-- One try to hand one part over, with its answer. A claim submits each part once, so its epoch numbers the tries.
create table submit_pdus (
  account_id uuid not null,
  message_id uuid not null,
  part smallint not null,
  epoch integer not null,
  link_id uuid not null,
  worker uuid not null,
  outcome text not null check (outcome in ('accepted', 'throttled', 'rejected', 'uncertain')),
  reason text,
  command_status bigint,
  submitted_at timestamptz not null,
  answered_at timestamptz,
  -- Null: it could not be written, so no byte left.
  submit_pdu bytea,
  answer_pdu bytea,
  primary key (account_id, message_id, part, epoch)
) partition by range (message_id);

-- What a carrier brought about a message: its receipts, or the parts that it came in. Its id is the inbox row's.
create table deliver_pdus (
  account_id uuid not null,
  message_id uuid not null,
  id uuid not null,
  part smallint not null,
  kind text not null check (kind in ('receipt', 'inbound')),
  link_id uuid not null,
  at timestamptz not null,
  state text,
  error text,
  pdu bytea not null,
  primary key (account_id, message_id, id)
) partition by range (message_id);

-- As far back as messages go.
select ensure_partitions(
  (select min(to_date(right(c.relname, 6), 'YYYYMM')) from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'messages'::regclass)::timestamp at time zone 'UTC',
  now() + interval '3 months');

-- ── refused calls ─────────────────────────────────────────────────────────────────────────────────────────────────
-- Calls with a valid key that were refused. Of a flood the first of a minute stand here in full, and how many more like them came.
create table refused_requests (
  account_id uuid not null,
  -- As it was answered in X-Request-Id and as the id of the error.
  id uuid not null,
  at timestamptz not null,
  key_id uuid not null,
  method text not null,
  path text not null,
  status smallint not null,
  code text not null,
  sentence text not null,
  from_e164 text not null,
  to_e164 text not null,
  address text not null,
  agent text not null,
  idempotency_key text not null,
  body text not null,
  body_bytes integer not null,
  more_like_it bigint not null default 0,
  primary key (account_id, id)
);
create index refused_requests_code on refused_requests (account_id, code, id);
create index refused_requests_key on refused_requests (account_id, key_id, id);
create index refused_requests_key_code on refused_requests (account_id, key_id, code, id);
create index refused_requests_age on refused_requests (at);

-- All accounts at once: asked by the API of what it has refused itself.
create function record_refused_requests(p_batch jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into refused_requests (account_id, id, at, key_id, method, path, status, code, sentence, from_e164, to_e164, address, agent,
    idempotency_key, body, body_bytes)
  select account_id, id, at, key_id, method, path, status, code, sentence, from_e164, to_e164, address, agent, idempotency_key, body,
    body_bytes
  from jsonb_to_recordset(p_batch -> 'rows') as r (account_id uuid, id uuid, at timestamptz, key_id uuid, method text, path text,
    status smallint, code text, sentence text, from_e164 text, to_e164 text, address text, agent text, idempotency_key text, body text,
    body_bytes integer)
  on conflict do nothing;
  update refused_requests t set more_like_it = t.more_like_it + m.count
  from jsonb_to_recordset(p_batch -> 'more') as m (account_id uuid, id uuid, count bigint)
  where t.account_id = m.account_id and t.id = m.id;
end $$;

-- Refused calls after 30 days.
create function sweep_refused_requests(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from refused_requests where ctid in
    (select ctid from refused_requests where at < p_now - interval '30 days' limit p_limit);
  get diagnostics gone = row_count;
  return gone;
end $$;

grant select, insert on message_requests, submit_pdus, deliver_pdus to longcode_app;
grant select on refused_requests to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['message_requests', 'submit_pdus', 'deliver_pdus', 'refused_requests'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;

-- ── accepting ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- As before (20261129000200_opt_outs), and with each message its tag and how it was asked for.
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
        k.message_id as known_id, k.price_nanos as known_price, k.fingerprint = decode(i.fingerprint, 'hex') as is_same,
        -- The account's scope is looked up only where the consumer has opted out of another of its numbers.
        exists (
          select from opt_outs t
          where t.account_id = g.account and t.consumer = i."to" and t.removed_at is null and t.is_test = g.is_test
            and (t.number = i."from" or (select a.optout_scope = 'account' from accounts a where a.id = g.account))) as opted_out
      from jsonb_to_recordset(g.items) as i (n integer, id uuid, "from" text, "to" text, parts bigint, idempotency_key text,
        fingerprint text)
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
      elsif r.opted_out then outcome := 'opted_out';
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
        key_id uuid, api_version text, dlr_callback text, idempotency_key text, fingerprint text, tag text, request jsonb)
        on i.id = o.id
    ), message as (
      insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind,
        part_nanos, price_nanos, link_id, key_id, api_version, dlr_callback, accepted_at, due_at, expires_at, is_test, tag)
      select g.account, id, 'outbound', 'accepted', "from", "to", body, encoding, parts, kind,
        rate, price, link, key_id, api_version, dlr_callback, p_now, p_now, p_now + p_validity, g.is_test, tag from ok
    ), request as (
      insert into message_requests (account_id, message_id, request) select g.account, id, coalesce(request, '{}') from ok
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
