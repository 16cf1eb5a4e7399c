-- Room two of the road: what arrived in one moment becomes durable in one call, one commit.
--
-- It is a function and not a statement from outside because each account must be set before row-level security looks at
-- its first row, and because a second round trip would be waited for while balances are locked. Accounts go one after the
-- other, each behind its own fence; they share the round trip and the commit, which cost more than the rows.
--
-- An account's balance row is locked first, so its accepts come one batch after another: an idempotency key seen here
-- cannot be in the making elsewhere, and funds can be handed out in order. Everything that is refused is left without a
-- trace; the caller turns `outcome` into its answer.
--
-- p_batch: [{"account", "items": [{"n", "id", "from", "to", "body", "encoding", "parts", "key_id", "api_version",
--            "dlr_callback", "idempotency_key", "fingerprint"}]}], fingerprint in hex. A key stands once in a batch: who asks
--            with it again waits for the first answer (in the API process), or for the balance (between processes).
-- p_wait: whether to wait for a balance that somebody else has locked. Only with a single account: who waits for none
--         while holding others neither keeps them waiting nor meets in a deadlock.
-- outcome: accepted | replayed | mismatch | sender_not_yours | sender_not_enabled (detail: its state) | insufficient_funds |
--          no_link | no_rate | busy (the balance is locked: ask again and wait)
create function accept_messages(p_now timestamptz, p_validity interval, p_wait boolean, p_batch jsonb)
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
  link uuid;
  ok_ids uuid[];
  ok_kinds text[];
  ok_rates bigint[];
  total bigint;
begin
  select l.id into link from links l where l.enabled order by l.priority, l.id limit 1;

  for g in
    select (b.item ->> 'account')::uuid as account, b.item -> 'items' as items from jsonb_array_elements(p_batch) as b (item)
  loop
    perform set_config('app.account_id', g.account::text, true);
    if p_wait then
      select b.available_nanos into funds from balances b where b.account_id = g.account for update;
      if not found then
        raise exception 'account % has no balance row', g.account;
      end if;
    else
      select b.available_nanos into funds from balances b where b.account_id = g.account for update skip locked;
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
        part_nanos, price_nanos, link_id, key_id, api_version, dlr_callback, accepted_at, due_at, expires_at)
      select g.account, id, 'outbound', 'accepted', "from", "to", body, encoding, parts, kind,
        rate, price, link, key_id, api_version, dlr_callback, p_now, p_now, p_now + p_validity from ok
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
      insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at)
      select g.account, id, 'hold', 'available', 'held', price, id, 'message accepted', p_now from ok where price > 0
    )
    update balances set available_nanos = available_nanos - total, held_nanos = held_nanos + total
      where account_id = g.account and total > 0;
  end loop;
end $$;
