-- A hundredth part of a limit is compared without overflowing: a limit of a hundred million dollars stopped every message of its account.
create or replace function note_spend(p_account uuid, p_limits uuid[], p_spent bigint[], p_now timestamptz) returns void language sql as $$
  with moved as (
    update spend_limits l set spent_nanos = s.spent from unnest(p_limits, p_spent) as s (id, spent)
    where l.account_id = p_account and l.id = s.id and l.spent_nanos <> s.spent
    returning l.*
  )
  insert into spend_alerts (account_id, limit_id, window_from, percent, spent_nanos, at)
  select p_account, m.id, m.window_from, p.percent, m.spent_nanos, p_now
  from moved m cross join lateral unnest(m.alert_percents) as p (percent)
  where m.spent_nanos * 100::numeric >= m.limit_nanos * p.percent::numeric
  on conflict do nothing
$$;

create or replace function note_alerts(p_account uuid, p_limit uuid, p_now timestamptz) returns void language sql as $$
  delete from spend_alerts s using spend_limits l
  where l.account_id = p_account and l.id = p_limit and s.account_id = p_account and s.limit_id = l.id and s.window_from = l.window_from
    and l.spent_nanos * 100::numeric < l.limit_nanos * s.percent::numeric;
  insert into spend_alerts (account_id, limit_id, window_from, percent, spent_nanos, at)
  select p_account, l.id, l.window_from, p.percent, l.spent_nanos, p_now
  from spend_limits l cross join lateral unnest(l.alert_percents) as p (percent)
  where l.account_id = p_account and l.id = p_limit and l.window_until > p_now
    and l.spent_nanos > 0 and l.spent_nanos * 100::numeric >= l.limit_nanos * p.percent::numeric
  on conflict do nothing
$$;

-- What a number was bought for is asked for each of its charges: not by walking all that were ever bought.
create index audit_log_bought on audit_log (account_id, object, seq) where action = 'number.bought';
