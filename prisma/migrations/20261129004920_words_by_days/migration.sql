-- Words are looked up in slices of days from the near end on, each as wide as what was found so far suggests: a page of fifty costs what
-- the days cost that hold fifty, and not what its month holds. Before, a month was read whole where no day in it was busy.
--
-- As before: the newest first or the oldest, in order; after `p_ms` it answers what it has, and in a last row how far it came (`stopped`:
-- an id between two days). New: a word that one day says more than `too_many` times, or that has no three letters to look up, is left to
-- whoever reads the messages in their order: `stopped` is then the end that it did not leave.
create or replace function find_texts(p_account uuid, p_pattern text, p_from uuid, p_before uuid, p_limit integer, p_oldest_first boolean, p_ms integer)
returns table (id uuid, stopped uuid)
language plpgsql stable security definer set search_path = public, pg_temp set timezone = 'UTC'
set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off set enable_bitmapscan = on set enable_sort = on
set max_parallel_workers_per_gather = 0 set jit = off as $$
declare
  too_many constant integer := 1500;
  wider constant integer := 8;
  first_day integer := id_day(p_from);
  last_day integer := id_day(p_before);
  began timestamptz := clock_timestamp();
  reached uuid := case when p_oldest_first then p_from else p_before end;
  width integer := 1;
  month timestamptz;
  texts text;
  low integer;
  high integer;
  near integer;
  far integer;
  met uuid[];
  total integer := 0;
begin
  if p_account is distinct from current_account() then
    raise exception 'texts of another account' using errcode = 'insufficient_privilege';
  end if;
  if p_pattern !~ '[[:alnum:]]{3}' then
    return query select null::uuid, reached;
    return;
  end if;
  while first_day <= last_day and total < p_limit loop
    month := date_trunc('month', to_timestamp((case when p_oldest_first then first_day else last_day end) * 86400::bigint));
    low := greatest(first_day, (extract(epoch from month) / 86400)::integer);
    high := least(last_day, (extract(epoch from month + interval '1 month') / 86400)::integer - 1);
    texts := 'message_texts_p' || to_char(month, 'YYYYMM');
    if to_regclass(texts) is null then
      if p_oldest_first then first_day := high + 1; else last_day := low - 1; end if;
      continue;
    end if;
    width := least(width, high - low + 1);
    near := case when p_oldest_first then low else high end;
    far := case when p_oldest_first then low + width - 1 else high - width + 1 end;
    -- The ends of the range are written so that no index of ids can serve. Many days are one look at the whole index of the month; a few
    -- are looked at one by one, since the planner would leave the days of a list to be tested afterwards.
    execute format('select array_agg(s.message_id) from (
        select t.message_id from %s %I t where t.account_id::text = $1::text and t.body ilike $2 %s
          and t.message_id = greatest(t.message_id, $3) and t.message_id <> greatest(t.message_id, $4) %s limit $5) s',
        case when width > wider then '' else 'unnest($6) d cross join lateral (select t.message_id from' end, texts,
        case when width > wider then 'and $6 is not null' else 'and id_day(t.message_id) = d' end,
        case when width > wider then '' else 'offset 0) t' end)
      into met
      using p_account, p_pattern,
        case when p_oldest_first then p_from else greatest(p_from, first_id_at(to_timestamp(far * 86400::bigint))) end,
        case when p_oldest_first then least(p_before, first_id_at(to_timestamp((far + 1) * 86400::bigint))) else p_before end,
        too_many + 1, array(select generate_series(least(near, far), greatest(near, far)));
    if cardinality(met) > too_many then
      if width = 1 then
        return query select null::uuid, reached;
        return;
      end if;
      width := greatest(1, width / wider);
      continue;
    end if;
    return query execute format('select m, null::uuid from unnest($1) m order by m %s limit $2', case when p_oldest_first then 'asc' else 'desc' end)
      using met, p_limit - total;
    -- What was read twice costs nothing: the next slice begins where this one ended.
    if p_oldest_first then
      first_day := far + 1;
      p_from := greatest(p_from, first_id_at(to_timestamp(first_day * 86400::bigint)));
      reached := p_from;
    else
      last_day := far - 1;
      p_before := least(p_before, first_id_at(to_timestamp(far * 86400::bigint)));
      reached := p_before;
    end if;
    total := total + coalesce(cardinality(met), 0);
    width := least(width * wider, case when met is null then width * wider else greatest(1, width * (p_limit - total) / cardinality(met)) end);
    if total < p_limit and first_day <= last_day and clock_timestamp() - began > p_ms * interval '1 ms' then
      return query select null::uuid, reached;
      return;
    end if;
  end loop;
end $$;
