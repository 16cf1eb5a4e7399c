-- Room two of the road: many messages of ONE account become durable in one call, one commit.
--
-- It is a function and not a statement from outside because the account must be set before row-level security looks at
-- the first row, and because a second round trip would be waited for while the balance is locked.
--
-- The balance row is locked first, so accepts of one account come one batch after another: an idempotency key seen here
-- cannot be in the making elsewhere, and funds can be handed out in order. Everything that is refused is left without a
-- trace; the caller turns `outcome` into its answer.
--
-- p_batch: [{"id","from","to","body","encoding","parts","key_id","api_version","dlr_callback",
--            "idempotency_key","fingerprint"}], fingerprint in hex.
-- outcome: accepted | replayed | mismatch | again (same key twice in this batch: ask once more) | sender_not_yours |
--          sender_not_enabled (detail: its state) | insufficient_funds | no_link | no_rate
create function accept_messages(p_account uuid, p_now timestamptz, p_validity interval, p_batch jsonb)
returns table (ord bigint, outcome text, message_id uuid, price_nanos bigint, detail text)
language plpgsql as $$
declare
  r record;
  funds bigint;
  link uuid;
  ok_ids uuid[] := '{}';
  ok_rates bigint[] := '{}';
  total bigint := 0;
begin
  perform set_config('app.account_id', p_account::text, true);
  perform set_config('lock_timeout', '2s', true); -- then the caller says "still running" instead of hanging
  select b.available_nanos into funds from balances b where b.account_id = p_account for update;
  if not found then
    raise exception 'account % has no balance row', p_account;
  end if;
  select l.id into link from links l where l.enabled order by l.priority, l.id limit 1;

  for r in
    select i.ordinality as ord, (i.item ->> 'id')::uuid as id, (i.item ->> 'parts')::bigint * rate.part_nanos as price,
      rate.part_nanos, n.messaging_state, i.item ->> 'fingerprint' as fingerprint,
      k.message_id as known_id, k.price_nanos as known_price, encode(k.fingerprint, 'hex') as known_fingerprint,
      case when i.item ->> 'idempotency_key' is null then 1
           else row_number() over (partition by i.item ->> 'idempotency_key' order by i.ordinality) end as nth_of_key
    from jsonb_array_elements(p_batch) with ordinality as i (item, ordinality)
    left join numbers n on n.account_id = p_account and n.e164 = i.item ->> 'from'
    left join lateral (
      select t.part_nanos from rates t
      where t.direction = 'outbound' and t.number_kind = n.kind and t.effective_from <= p_now
      order by t.effective_from desc limit 1) rate on true
    left join idempotency_keys k on k.account_id = p_account and k.key = i.item ->> 'idempotency_key'
    order by i.ordinality
  loop
    ord := r.ord; message_id := r.id; price_nanos := r.price; detail := null;
    if r.known_id is not null then
      outcome := case when r.known_fingerprint = r.fingerprint then 'replayed' else 'mismatch' end;
      message_id := r.known_id; price_nanos := r.known_price;
    elsif r.nth_of_key > 1 then outcome := 'again';
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
      ok_rates := ok_rates || r.part_nanos;
    end if;
    return next;
  end loop;

  if cardinality(ok_ids) = 0 then return; end if;

  insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind,
      part_nanos, price_nanos, link_id, key_id, api_version, dlr_callback, accepted_at, due_at, expires_at)
    select p_account, i.id, 'outbound', 'accepted', i."from", i."to", i.body, i.encoding, i.parts, n.kind,
      ok.rate, ok.rate * i.parts, link, i.key_id, i.api_version, i.dlr_callback, p_now, p_now, p_now + p_validity
    from jsonb_to_recordset(p_batch) as i (id uuid, "from" text, "to" text, body text, encoding text, parts smallint,
      key_id uuid, api_version text, dlr_callback text)
    join unnest(ok_ids, ok_rates) as ok (id, rate) on ok.id = i.id
    join numbers n on n.account_id = p_account and n.e164 = i."from";

  insert into message_events (account_id, message_id, rev, kind, at)
    select p_account, id, 0, 'message.accepted', p_now from unnest(ok_ids) as id;

  insert into outbox (account_id, message_id, kind, at)
    select p_account, id, 'message.accepted', p_now from unnest(ok_ids) as id;

  insert into idempotency_keys (account_id, key, fingerprint, message_id, price_nanos, created_at)
    select p_account, i.idempotency_key, decode(i.fingerprint, 'hex'), i.id, ok.rate * i.parts, p_now
    from jsonb_to_recordset(p_batch) as i (id uuid, parts smallint, idempotency_key text, fingerprint text)
    join unnest(ok_ids, ok_rates) as ok (id, rate) on ok.id = i.id
    where i.idempotency_key is not null;

  -- A hold carries its message's id as its own: a message has one hold, so they cannot meet, and nothing random is
  -- asked for here.
  insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at)
    select p_account, i.id, 'hold', 'available', 'held', ok.rate * i.parts, i.id, 'message accepted', p_now
    from jsonb_to_recordset(p_batch) as i (id uuid, parts smallint)
    join unnest(ok_ids, ok_rates) as ok (id, rate) on ok.id = i.id
    where ok.rate > 0;

  update balances set available_nanos = available_nanos - total, held_nanos = held_nanos + total
    where account_id = p_account and total > 0;
end $$;
