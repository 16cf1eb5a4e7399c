-- Who wants no more messages from which number. A row is kept for good: lifting it says when, how and by which message, and what comes
-- after is a row of its own. Blocked is the pair (our number, consumer); an account may let any opt-out block all of its numbers, and
-- that is asked when a message is accepted, so changing it rewrites nothing.

alter table accounts
  add column optout_scope text not null default 'number' check (optout_scope in ('number', 'account')),
  -- What is answered in the place of our own words: {"confirmation", "resubscribed", "help"}.
  add column optout_texts jsonb not null default '{}' check (jsonb_typeof(optout_texts) = 'object');

create table opt_outs (
  account_id uuid not null references accounts (id),
  id uuid not null,
  -- Ours, in E.164.
  number text not null,
  consumer text not null,
  is_test boolean not null,
  source text not null check (source in ('keyword', 'phrase', 'person', 'api', 'import')),
  at timestamptz not null,
  -- The inbound message that proves it; null: the account says so.
  message_id uuid,
  note text,
  -- Who entered it; null: the consumer.
  actor text,
  removed_at timestamptz,
  removed_source text check (removed_source in ('keyword', 'person', 'api')),
  removed_message_id uuid,
  removed_by text,
  removed_reason text,
  primary key (account_id, id),
  check ((removed_at is null) = (removed_source is null)),
  check (source <> 'keyword' or message_id is not null)
);
-- Also the one probe that accepting a message makes: who was never opted out ends at its first column but one.
create unique index opt_outs_in_force on opt_outs (account_id, consumer, number, is_test) where removed_at is null;
create index opt_outs_of_consumer on opt_outs (account_id, consumer, id);
create index opt_outs_of_number on opt_outs (account_id, number, id);

-- What was answered by itself, and to which message. Its own message is free.
create table opt_out_replies (
  account_id uuid not null references accounts (id),
  message_id uuid not null,
  kind text not null check (kind in ('confirmation', 'resubscribed', 'help')),
  in_reply_to uuid not null,
  number text not null,
  consumer text not null,
  at timestamptz not null,
  primary key (account_id, message_id)
);
create unique index opt_out_replies_to on opt_out_replies (account_id, in_reply_to);
create index opt_out_replies_of_pair on opt_out_replies (account_id, consumer, number, at);

-- Inbound that may ask for an end without one of the keywords: a person decides.
create table optout_reviews (
  account_id uuid not null references accounts (id),
  message_id uuid not null,
  number text not null,
  consumer text not null,
  is_test boolean not null,
  reason text not null,
  -- The words that triggered it.
  phrase text not null,
  at timestamptz not null,
  deadline timestamptz not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'dismissed')),
  decided_by text,
  decided_at timestamptz,
  primary key (account_id, message_id),
  check ((state = 'open') = (decided_at is null))
);
create index optout_reviews_open on optout_reviews (account_id, deadline, message_id) where state = 'open';
create index optout_reviews_of_pair on optout_reviews (account_id, consumer, number);

grant select, insert on opt_outs, opt_out_replies, optout_reviews to longcode_app;
grant update (removed_at, removed_source, removed_message_id, removed_by, removed_reason) on opt_outs to longcode_app;
grant update (state, decided_by, decided_at) on optout_reviews to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['opt_outs', 'opt_out_replies', 'optout_reviews'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;

-- ── where opt-outs are told ───────────────────────────────────────────────────────────────────────────────────────
alter table request_urls
  drop constraint request_urls_kind_check,
  add constraint request_urls_kind_check
    check (kind in ('sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback', 'optout_callback'));
alter table request_url_versions
  drop constraint request_url_versions_kind_check,
  add constraint request_url_versions_kind_check
    check (kind in ('sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback', 'optout_callback'));

-- ── accepting ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- As before (20261126000000_stock, 20261125000200_test_money and 20261123000100_accept_messages have the reasons), and nobody is sent
-- to who has opted out. What opts out locks the balance before it writes, as this does before it reads: whatever is accepted after an
-- opt-out has committed has seen it. A replay stays a replay: it tells what was accepted before.
-- outcome, besides: opted_out
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
