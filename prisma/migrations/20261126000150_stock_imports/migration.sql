-- A file of stock on its way in. Its rows are gathered beside the stock and move into it in one transaction at the end; until then
-- nothing of it can be found or bought. A file is known by its hash, so that it can be given again after a break.

create table stock_imports (
  id uuid primary key,
  sha256 bytea not null,
  file_name text not null check (length(file_name) <= 255),
  -- Read and kept so far; the reading goes on from here.
  bytes_done bigint not null check (bytes_done >= 0),
  rows_read integer not null default 0,
  rows_bad integer not null default 0,
  rows_twice integer not null default 0,
  started_at timestamptz not null
);
create unique index stock_imports_file on stock_imports (sha256);

create table stock_import_rows (
  import_id uuid not null references stock_imports (id) on delete cascade,
  e164 text not null,
  line integer not null,
  kind text not null,
  country text,
  state text,
  rate_center text,
  city text,
  setup_nanos bigint not null,
  monthly_nanos bigint not null,
  primary key (import_id, e164)
);

-- The first thousand; the counts above know of all.
create table stock_import_faults (
  import_id uuid not null references stock_imports (id) on delete cascade,
  line integer not null,
  problem text not null,
  primary key (import_id, line)
);

grant select, insert, update, delete on stock_imports, stock_import_rows, stock_import_faults to longcode_app;
