-- The hourly check of an account with many postings reads a part of them: where the next part begins, and when all were last read.
alter table ledger_checks
  add column rolled_to timestamptz not null default '-infinity',
  add column whole_at timestamptz;
update ledger_checks set whole_at = checked_at;
