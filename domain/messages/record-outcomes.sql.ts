/**
 * A part that the carrier has taken once stays taken: a later try that ended otherwise does not overwrite it.
 * In the order in which receipts write theirs, so that the two cannot deadlock.
 */
export const RECORD_PARTS = {
  name: 'record_parts',
  text: `
    insert into message_parts as t (account_id, message_id, number, link_id, carrier_message_id, sequence, command_status,
      submitted_at, answered_at, outcome, outcome_reason)
    select $1, p.message_id, p.number, $2, p.carrier_message_id, p.sequence, p.command_status, p.submitted_at, p.answered_at,
      p.outcome, p.outcome_reason
    from jsonb_to_recordset($3::jsonb) as p (message_id uuid, number smallint, carrier_message_id text, sequence bigint,
      command_status bigint, submitted_at timestamptz, answered_at timestamptz, outcome text, outcome_reason text)
    order by p.message_id, p.number
    on conflict (account_id, message_id, number) do update set
      carrier_message_id = excluded.carrier_message_id, sequence = excluded.sequence, command_status = excluded.command_status,
      submitted_at = excluded.submitted_at, answered_at = excluded.answered_at, outcome = excluded.outcome,
      outcome_reason = excluded.outcome_reason
    where t.outcome <> 'accepted'`,
}

/** Every try stays. Recording twice is recording once. */
export const RECORD_SUBMITS = {
  name: 'record_submits',
  text: `
    insert into submit_pdus (account_id, message_id, part, epoch, link_id, worker, outcome, reason, command_status, submitted_at,
      answered_at, submit_pdu, answer_pdu)
    select $1, p.message_id, p.number, p.epoch, $2, p.worker, p.outcome, p.outcome_reason, p.command_status, p.submitted_at,
      p.answered_at, decode(p.submit_pdu, 'hex'), decode(p.answer_pdu, 'hex')
    from jsonb_to_recordset($3::jsonb) as p (message_id uuid, number smallint, epoch integer, worker uuid, outcome text,
      outcome_reason text, command_status bigint, submitted_at timestamptz, answered_at timestamptz, submit_pdu text, answer_pdu text)
    where p.submitted_at is not null
    on conflict do nothing`,
}

export const RECORD_CARRIER_IDS = {
  name: 'record_carrier_ids',
  text: `
    insert into carrier_ids (link_id, account_id, created_at, carrier_id, message_id, part)
    select $1, $2, $3, c.carrier_id, c.message_id, c.part
    from unnest($4::text[], $5::uuid[], $6::smallint[]) as c (carrier_id, message_id, part)
    on conflict do nothing`,
}
