-- What the message log filters by, and room for more followers of the outbox.

-- A word of the sender's own on a message, for reports alone.
alter table messages add column tag text check (length(tag) between 1 and 64);

-- One index for each filter that may be rare among millions; the rest is tested on a bounded walk along one of these.
create index messages_from on messages (account_id, from_e164, id);
create index messages_to on messages (account_id, to_e164, id);
create index messages_status on messages (account_id, status, id);
create index messages_key on messages (account_id, key_id, id) where key_id is not null;
create index messages_error on messages (account_id, error_code, id) where error_code is not null;
create index messages_tag on messages (account_id, tag, id) where tag is not null;
create index messages_ucs2 on messages (account_id, id) where encoding = 'ucs2';

-- Every table that is partitioned gets its months: one that is added needs no word here.
create or replace function ensure_partitions(p_from timestamptz, p_until timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  parent text;
  month timestamptz;
begin
  perform pg_advisory_xact_lock(72707370);
  for month in select generate_series(date_trunc('month', p_from, 'UTC'), p_until, interval '1 month') loop
    for parent in
      select c.relname from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
      where c.relnamespace = 'public'::regnamespace order by c.relname
    loop
      execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
        parent || to_char(month at time zone 'UTC', '"_p"YYYYMM'), parent, first_id_at(month), first_id_at(month + interval '1 month'));
    end loop;
  end loop;
end $$;

-- As before (20261123000000_the_road), and a fact stays until every relay has it.
create or replace function sweep_old_rows(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer; total integer := 0;
begin
  delete from idempotency_keys where ctid in
    (select ctid from idempotency_keys where created_at < p_now - interval '72 hours' limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from outbox where ctid in (select ctid from outbox where at < p_now - interval '24 hours'
    and (xid, id) <= (select xid, id from relay_cursors order by xid, id limit 1) order by xid, id limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from carrier_ids where ctid in
    (select ctid from carrier_ids where created_at < p_now - interval '7 days' limit p_limit);
  get diagnostics gone = row_count; total := total + gone;
  delete from carrier_inbox where ctid in
    (select ctid from carrier_inbox where due_at is null and received_at < p_now - interval '7 days' limit p_limit);
  get diagnostics gone = row_count;
  return total + gone;
end $$;
