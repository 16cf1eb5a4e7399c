-- Views of the message log that people keep, and how each member likes the log to look.

create table saved_views (
  account_id uuid not null references accounts (id),
  id uuid not null,
  -- Whose own it is; null: the whole account's. Own views go with the membership, shared ones stay.
  owner_id uuid,
  made_by_id uuid not null,
  made_by text not null,
  name text not null check (length(name) between 1 and 100),
  -- The filter as the query of the log's address; relative ranges stay relative.
  query text not null check (length(query) <= 8000),
  columns text[] not null check (cardinality(columns) between 1 and 50),
  density text not null check (density in ('comfortable', 'compact')),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, owner_id) references memberships (account_id, person_id) on delete cascade
);
create unique index saved_views_name on saved_views (account_id, owner_id, lower(name)) nulls not distinct;

create table message_looks (
  account_id uuid not null,
  person_id uuid not null,
  columns text[] not null check (cardinality(columns) between 1 and 50),
  density text not null check (density in ('comfortable', 'compact')),
  -- The view that Messages opens with. One that is gone, or is no longer theirs to see, opens nothing.
  opens uuid,
  primary key (account_id, person_id),
  foreign key (account_id, person_id) references memberships (account_id, person_id) on delete cascade
);

grant select, insert, delete on saved_views to longcode_app;
grant update (owner_id, name, query, columns, density, changed_at) on saved_views to longcode_app;
grant select, insert, update on message_looks to longcode_app;
do $$
declare tenant text;
begin
  foreach tenant in array array['saved_views', 'message_looks'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy tenant on %I to longcode_app using (account_id = current_account())
      with check (account_id = current_account())', tenant);
  end loop;
end $$;
