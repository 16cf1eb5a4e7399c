/** In the order of their ids, so that two transactions that want the same messages wait instead of deadlocking. */
export const LOCK_MESSAGES = {
  name: 'lock_messages',
  text: `
    select id, status, rev, direction, from_e164, to_e164, body, price_nanos, dlr_callback, lease_owner, lease_epoch, is_test
    from messages where account_id = $1 and id = any($2::uuid[]) order by id for update`,
}

/** Row, event and outbox of many moves at once. The rows are locked, so `rev` cannot have changed. */
export const MOVE_MESSAGES = {
  name: 'move_messages',
  text: `
    with move as (
      select * from unnest($3::uuid[], $4::text[], $5::int[], $6::text[], $7::timestamptz[], $8::bool[], $9::bool[], $10::text[],
        $11::text[], $12::bool[], $13::jsonb[], $14::smallint[], $15::smallint[], $16::bigint[])
        as m (id, status, rev, kind, due_at, final, settled, error_code, error_reason, resent, detail, delivered, failed, charged_nanos)
    ), written as (
      update messages t set status = m.status, rev = m.rev, due_at = m.due_at, lease_owner = null,
        sent_at = case when m.settled then $2 else t.sent_at end,
        final_at = case when m.final then $2 end,
        error_code = m.error_code, error_reason = m.error_reason,
        resent = t.resent or m.resent
      from move m where t.account_id = $1 and t.id = any($3) and t.id = m.id
    ), noted as (
      insert into message_events (account_id, message_id, rev, kind, at, detail)
      select $1, id, rev, kind, $2, detail from move
    )
    insert into outbox (account_id, message_id, kind, at, delivered, failed, charged_nanos)
    select $1, id, kind, $2, delivered, failed, charged_nanos from move`,
}

export const GIVE_BACK_SPEND = { name: 'give_back_spend', text: 'select give_back_spend($1, $2::uuid[])' }
