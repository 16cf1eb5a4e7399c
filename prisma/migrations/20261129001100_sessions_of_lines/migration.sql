-- Which bind brought a message, and when it was brought last: a carrier brings to another worker at once what a killed one had stored
-- and not yet acknowledged. As long as a bind stands its worker holds an advisory lock, which PostgreSQL takes from a dead process.
alter table carrier_inbox add column session_id uuid, add column brought_at timestamptz, add column copy_of uuid;
update carrier_inbox set brought_at = received_at where digest is not null and confirmed_at is null;

create function session_lock(p_session uuid) returns bigint language sql immutable parallel safe as $$
  select hashtextextended('carrier session ' || p_session, 0)
$$;

create function session_is_over(p_session uuid) returns boolean language sql volatile as $$
  select pg_try_advisory_xact_lock_shared(session_lock(p_session))
$$;

-- Returns the rows that the carrier will be acknowledged for: those written, and those that were there when it brought them again.
create function store_incoming(p_link uuid, p_at timestamptz, p_ids uuid[], p_kinds text[], p_pdus jsonb[], p_raws text[], p_digests bytea[],
  p_session uuid, p_fresh_bind timestamptz)
returns setof uuid
language plpgsql volatile set search_path = public, pg_temp as $$
declare
  v_bucket integer;
  v_is_over boolean;
begin
  -- A killed worker's last commit may still be under way: what says the same is stored one after the other, and each statement
  -- sees what committed before it began. Buckets, since a lock for each of ten thousand would not fit the table of locks.
  for v_bucket in select distinct get_byte(d, 0) from unnest(p_digests) d where d is not null order by 1 loop
    perform pg_advisory_xact_lock(20261129, v_bucket);
  end loop;
  if v_bucket is null then
    insert into carrier_inbox (id, link_id, kind, pdu, raw, received_at, due_at)
    select i.id, p_link, i.kind, i.pdu, i.raw, p_at, p_at from unnest(p_ids, p_kinds, p_pdus, p_raws) as i (id, kind, pdu, raw)
    on conflict (id) do nothing;
    return;
  end if;
  -- A statement of a process that is dead already may be read after the carrier went to another.
  v_is_over := p_session is not null and session_is_over(p_session);
  return query
  with incoming as (
    select *, row_number() over (partition by i.digest order by i.ord) as nth
    from unnest(p_ids, p_kinds, p_pdus, p_raws, p_digests) with ordinality as i (id, kind, pdu, raw, digest, ord)
  ), unsure as materialized (
    select e.id, e.digest, e.brought_at,
      e.session_id <> p_session and e.brought_at > p_at - interval '1 minute' as is_elsewhere,
      e.brought_at < p_fresh_bind or (e.session_id <> p_session and e.brought_at > p_at - interval '1 minute'
        and (v_is_over or session_is_over(e.session_id))) as is_lost
    from carrier_inbox e
    where e.link_id = p_link and e.digest = any(p_digests) and e.confirmed_at is null
      and e.brought_at > p_at - interval '10 minutes' and e.id <> all(p_ids)
  ), earlier as (
    select u.id, u.digest, row_number() over (partition by u.digest order by u.brought_at, u.id) as nth from unsure u where u.is_lost
  ), copy as (
    -- Each earlier one excuses one later one, never two: whoever writes the same again has written again. It is this session's now,
    -- so that the same holds should this one be killed too.
    update carrier_inbox t set session_id = case when v_is_over then t.session_id else p_session end,
      brought_at = case when v_is_over then t.brought_at else p_at end
    from earlier e join incoming i on i.digest = e.digest and i.nth = e.nth
    where t.id = e.id and t.confirmed_at is null
    returning t.id, i.id as incoming_id
  ), rest as (
    select i.*, row_number() over (partition by i.digest order by i.ord) as rest_nth
    from incoming i where i.id not in (select c.incoming_id from copy c)
  ), doubt as (
    -- Its session stands, or PostgreSQL has not heard yet that the process is dead: looked at again a second later.
    select u.id, u.digest, row_number() over (partition by u.digest order by u.brought_at, u.id) as nth from unsure u
    where u.is_elsewhere and u.is_lost is not true and not exists (
      select from carrier_inbox t where t.link_id = p_link and t.digest = u.digest and t.confirmed_at is null and t.copy_of = u.id)
  ), written as (
    insert into carrier_inbox (id, link_id, kind, pdu, raw, received_at, due_at, digest, session_id, brought_at, copy_of)
    select r.id, p_link, r.kind, r.pdu, r.raw, p_at, case when d.id is null then p_at else p_at + interval '1 second' end,
      r.digest, p_session, case when r.digest is not null then p_at end, d.id
    from rest r left join doubt d on d.digest = r.digest and d.nth = r.rest_nth
    on conflict (id) do nothing
    returning carrier_inbox.id, carrier_inbox.kind
  )
  select w.id from written w where w.kind = 'inbound' union all select c.id from copy c;
end $$;
