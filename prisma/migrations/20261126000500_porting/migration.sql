-- Numbers that come in from another carrier. Orders and groups are integers outside (contract 8.2), from one sequence, so that no two
-- of them are ever confused.

create sequence port_order_ids start with 50400;

create table port_orders (
  account_id uuid not null references accounts,
  id bigint not null,
  group_id bigint not null,
  kind text not null check (kind in ('longcode', 'toll_free')),
  losing_carrier text not null check (length(losing_carrier) between 1 and 100),
  status text not null check (status in
    ('draft', 'documents', 'submitted', 'exception', 'foc_confirmed', 'voice_ported', 'done', 'canceled')),
  -- Why it came back, and since when; what was wrong is compared with what is sent again.
  exception_reason text check (exception_reason ~ '^[a-z_]{1,40}$'),
  exception_at timestamptz,
  account_number text check (length(account_number) <= 40),
  pin_sealed bytea,
  business_name text check (length(business_name) <= 200),
  authorised_person text check (length(authorised_person) <= 200),
  street text check (length(street) <= 200),
  city text check (length(city) <= 200),
  region text check (region ~ '^[A-Z]{2}$'),
  postal_code text check (length(postal_code) <= 10),
  country text check (country in ('US', 'CA')),
  -- A typed signature: who, when, from where.
  loa_signed_by text check (length(loa_signed_by) <= 200),
  loa_signed_at timestamptz,
  loa_signed_from text,
  -- Firm order commitment: the day the losing carrier lets go.
  foc_date date,
  opened_by text not null,
  opened_by_person uuid,
  opened_at timestamptz not null,
  submitted_at timestamptz,
  voice_ported_at timestamptz,
  closed_at timestamptz,
  last_seq integer not null default 0,
  primary key (account_id, id),
  constraint port_orders_id unique (id),
  check ((status = 'exception') = (exception_reason is not null)),
  check ((loa_signed_by is null) = (loa_signed_at is null))
);
create index port_orders_group on port_orders (account_id, group_id);

-- Voice and messaging are two clocks: SMS moves by another identifier than voice (rule F8).
create table port_numbers (
  account_id uuid not null,
  order_id bigint not null,
  e164 text not null check (e164 ~ '^\+1[2-9][0-8][0-9][2-9][0-9]{6}$'),
  voice text not null default 'waiting' check (voice in ('waiting', 'ported')),
  messaging text not null default 'waiting' check (messaging in ('waiting', 'porting', 'overdue', 'active')),
  voice_ported_at timestamptz,
  -- The window in which text begins to work, and when it did.
  messaging_from timestamptz,
  messaging_by timestamptz,
  messaging_active_at timestamptz,
  test_due_at timestamptz,
  is_under_way boolean not null default false,
  primary key (account_id, order_id, e164),
  foreign key (account_id, order_id) references port_orders (account_id, id)
);
-- From submission on, one number is in one order, whoever's: a draft keeps nobody from porting what is theirs.
create unique index port_numbers_under_way on port_numbers (e164) where is_under_way;
create index port_numbers_test_due on port_numbers (test_due_at) where test_due_at is not null;

-- What happened, in order, and what was said about it. Nobody changes or removes a row.
create table port_events (
  account_id uuid not null,
  order_id bigint not null,
  seq integer not null,
  at timestamptz not null,
  kind text not null check (kind in ('moved', 'commented', 'details', 'document', 'signed', 'numbers', 'loop_test', 'overdue', 'active')),
  from_status text,
  to_status text,
  actor_kind text not null,
  actor_name text not null,
  note text check (length(note) <= 4000),
  primary key (account_id, order_id, seq),
  foreign key (account_id, order_id) references port_orders (account_id, id)
);

create table port_documents (
  account_id uuid not null,
  id uuid not null,
  order_id bigint not null,
  kind text not null check (kind in ('loa', 'invoice')),
  -- Never used as a path; cleaned before it comes here.
  name text not null check (length(name) between 1 and 150),
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  size_bytes integer not null check (size_bytes between 1 and 10485760),
  sha256 bytea not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, order_id) references port_orders (account_id, id)
);
create index port_documents_order on port_documents (account_id, order_id);

-- The bytes apart, so that no list ever reads them.
create table port_document_bytes (
  account_id uuid not null,
  document_id uuid not null,
  content bytea not null check (length(content) between 1 and 10485760),
  primary key (account_id, document_id),
  foreign key (account_id, document_id) references port_documents (account_id, id)
);
alter table port_document_bytes alter column content set storage external;

-- A message from the number to the carrier's loop number and back. Nobody pays for it and it is in no message log.
create table port_loop_tests (
  account_id uuid not null,
  id uuid not null,
  order_id bigint not null,
  e164 text not null,
  token text not null check (token ~ '^[A-Z0-9]{12}$'),
  loop_e164 text not null,
  link_id uuid not null,
  begun_at timestamptz not null,
  taken_at timestamptz,
  carrier_message_id text,
  problem text check (length(problem) <= 300),
  returned_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, order_id, e164) references port_numbers (account_id, order_id, e164)
);
create index port_loop_tests_number on port_loop_tests (account_id, e164);

grant usage on sequence port_order_ids to longcode_app;
grant select, insert, update on port_orders, port_numbers, port_loop_tests to longcode_app;
grant select, insert on port_events, port_documents, port_document_bytes to longcode_app;
-- A number that is not active at the losing carrier is taken out of its order.
grant delete on port_numbers to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['port_orders', 'port_numbers', 'port_events', 'port_documents', 'port_document_bytes', 'port_loop_tests'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;

-- Asked before an account is known; each answers ids and nothing else.
create function account_of_port_order(p_id bigint) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select account_id from port_orders where id = p_id
$$;

-- For operators, newest first.
create function port_order_ids(p_status text, p_limit integer) returns table (account_id uuid, id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.account_id, o.id::text from port_orders o
  where p_status is null and o.status not in ('done', 'canceled') or o.status = p_status
  order by o.id desc limit p_limit
$$;

-- Which of these somebody is porting in: that, and not who.
create function ports_under_way(p_numbers text[]) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
  select n.e164 from port_numbers n where n.is_under_way and n.e164 = any(p_numbers)
$$;

create function port_tests_due(p_now timestamptz, p_limit integer) returns table (account_id uuid, order_id text, e164 text)
language sql stable security definer set search_path = public, pg_temp as $$
  select n.account_id, n.order_id::text, n.e164 from port_numbers n
  where n.test_due_at <= p_now order by n.test_due_at limit p_limit
$$;

revoke execute on function account_of_port_order(bigint), port_order_ids(text, integer), ports_under_way(text[]),
  port_tests_due(timestamptz, integer) from public;
grant execute on function account_of_port_order(bigint), port_order_ids(text, integer), ports_under_way(text[]),
  port_tests_due(timestamptz, integer) to longcode_app;
