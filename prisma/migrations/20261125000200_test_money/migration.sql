-- Test money: what a test key sends runs the whole road through the sandbox carrier, is paid from books of its own, and stands in no
-- total and no bill. Two walls keep it from a real carrier: a link that takes test messages is the sandbox on this machine and
-- nothing else, and what a message is, its link and its money among it, is written once.

-- ── links ─────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table links
  add column takes_live boolean not null default true,
  add column takes_test boolean not null default false,
  add constraint links_test_only_in_sandbox check (not takes_test or (name = 'sandbox' and host = '127.0.0.1'));
-- So that a test key works from the first request on; whether it takes live messages the worker says when it starts.
update links set takes_test = true where name = 'sandbox' and host = '127.0.0.1';

-- ── messages ──────────────────────────────────────────────────────────────────────────────────────────────────────
alter table messages add column is_test boolean not null default false;
-- A test key lists its own without reading past the live ones.
create index messages_of_test on messages (account_id, id) where is_test;
-- A message moves; it never becomes another, goes to another link or costs other money.
revoke update on messages from longcode_app;
grant update (status, rev, due_at, lease_owner, lease_epoch, resent, sent_at, final_at, error_code, error_reason)
  on messages to longcode_app;

-- ── ledger ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Every invariant holds for live and for test money alone: a posting moves one of them, from book to book.
alter table ledger_postings add column is_test boolean not null default false;
alter table balances
  add column test_available_nanos bigint not null default 0 check (test_available_nanos >= 0),
  add column test_held_nanos bigint not null default 0 check (test_held_nanos >= 0);

create or replace view ledger_entries with (security_invoker = true) as
  select account_id, id as posting_id, kind, source as book, -amount_nanos as amount_nanos, message_id, at, is_test
  from ledger_postings
  union all
  select account_id, id, kind, destination, amount_nanos, message_id, at, is_test from ledger_postings;

-- What a new account is given (domain/ledger/open-books.ts).
insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at, is_test)
  select account_id, gen_random_uuid(), 'credit', 'funding', 'available', 100000000000, null, 'test money to begin with', now(), true
  from balances;
update balances set test_available_nanos = 100000000000;

-- ── accepting ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- As before (20261123000100_accept_messages has the reasons). What a group of a batch holds is of one account and of one money, so
-- link and funds are chosen once for all of it. Both balances stand in one row: it is one lock an account, also when a batch
-- has a group of each. From a process that knows no test keys comes no "is_test".
--
-- p_batch: [{"account", "is_test", "items": [{"n", "id", "from", "to", "body", "encoding", "parts", "key_id", "api_version",
--            "dlr_callback", "idempotency_key", "fingerprint"}]}], fingerprint in hex. A key stands once in a batch: who asks
--            with it again waits for the first answer (in the API process), or for the balance (between processes).
-- p_wait: whether to wait for a balance that somebody else has locked. Only with a single account: who waits for none
--         while holding others neither keeps them waiting nor meets in a deadlock.
-- outcome: accepted | replayed | mismatch | sender_not_yours | sender_not_enabled (detail: its state) | insufficient_funds (of
--          the money asked for) | no_link | no_rate | busy (the balance is locked: ask again and wait)
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
      select i.n, i.id, i.parts * rate.part_nanos as price, rate.part_nanos, s.kind, s.messaging_state,
        k.message_id as known_id, k.price_nanos as known_price, k.fingerprint = decode(i.fingerprint, 'hex') as is_same
      from jsonb_to_recordset(g.items) as i (n integer, id uuid, "from" text, parts bigint, idempotency_key text, fingerprint text)
      left join lateral (
        select t.kind, t.messaging_state from numbers t where t.account_id = g.account and t.e164 = i."from" limit 1) s on true
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
      elsif r.messaging_state <> 'enabled' then outcome := 'sender_not_enabled'; detail := r.messaging_state;
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

-- ── totals ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- As before (20261123000200_relay_outbox): test messages are passed over, but who follows the account hears of them.
create or replace function relay_outbox(p_limit integer) returns table (account_id uuid, facts bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  at record;
  upto record;
begin
  if not pg_try_advisory_xact_lock(72707371) then return; end if;
  select c.xid, c.id into at from relay_cursors c where c.name = 'rollups';

  select b.xid, b.id into upto from (
    select o.xid, o.id from outbox o
    where (o.xid, o.id) > (at.xid, at.id) and o.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by o.xid, o.id limit p_limit) b
  order by b.xid desc, b.id desc limit 1;
  if not found then return; end if;

  insert into message_rollups as t (account_id, hour, number, direction, messages, parts, delivered, failed, charged_nanos)
    select m.account_id, date_trunc('hour', m.accepted_at, 'UTC'),
      case m.direction when 'outbound' then m.from_e164 else m.to_e164 end, m.direction,
      count(*) filter (where o.kind in ('message.accepted', 'message.received', 'message.held')),
      coalesce(sum(m.parts) filter (where o.kind in ('message.accepted', 'message.received', 'message.held')), 0),
      sum(o.delivered), sum(o.failed), sum(o.charged_nanos)
    from outbox o cross join lateral ( -- `offset 0`: message by message, never a join that reads a month of them
      select * from messages t where t.account_id = o.account_id and t.id = o.message_id and not t.is_test offset 0) m
    where (o.xid, o.id) > (at.xid, at.id) and (o.xid, o.id) <= (upto.xid, upto.id)
    group by 1, 2, 3, 4
  on conflict on constraint message_rollups_pkey do update set
    messages = t.messages + excluded.messages, parts = t.parts + excluded.parts,
    delivered = t.delivered + excluded.delivered, failed = t.failed + excluded.failed,
    charged_nanos = t.charged_nanos + excluded.charged_nanos;

  update relay_cursors set xid = upto.xid, id = upto.id where name = 'rollups';

  return query
    select o.account_id, count(*) from outbox o
    where (o.xid, o.id) > (at.xid, at.id) and (o.xid, o.id) <= (upto.xid, upto.id) group by 1;
end $$;
