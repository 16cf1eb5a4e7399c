import { COST } from './message-columns.ts'

/** `$1` the account, `$2` the message, in all of these. */
export const TRACED_MESSAGE = {
  name: 'traced_message',
  text: `
    select m.id, m.direction, m.status, m.from_e164 as "from", m.to_e164 as "to", m.parts, m.number_kind as kind,
      m.part_nanos as "partNanos", m.surcharge_nanos as "surchargeNanos", ${COST} as "shownNanos", m.accepted_at as at, m.api_version as "apiVersion", k.name as "keyName",
      l.name as "linkName", m.tag, m.is_test as "isTest", r.part_nanos as "rateNanos", r.effective_from as "rateSince",
      o.kind as "replyKind", o.in_reply_to as "inReplyTo"
    from messages m
    left join api_keys k on k.account_id = m.account_id and k.id = m.key_id
    left join links l on l.id = m.link_id
    left join opt_out_replies o on o.account_id = m.account_id and o.message_id = m.id
    left join lateral (
      select t.part_nanos, t.effective_from from rates t where t.id = m.rate_id
      union all
      select t.part_nanos, t.effective_from from account_rates t where t.account_id = m.account_id and t.id = m.rate_id) r on true
    where m.account_id = $1 and m.id = $2`,
}

export const TRACED_REQUEST = {
  name: 'traced_request',
  text: 'select request from message_requests where account_id = $1 and message_id = $2',
}

export const TRACED_EVENTS = {
  name: 'traced_events',
  text: 'select rev, kind, at, detail from message_events where account_id = $1 and message_id = $2 order by rev',
}

export const TRACED_SUBMITS = {
  name: 'traced_submits',
  text: `
    select p.part, p.epoch, p.worker, p.outcome, p.reason, p.command_status as "commandStatus", p.submitted_at as "submittedAt",
      p.answered_at as "answeredAt", p.submit_pdu as "submitPdu", p.answer_pdu as "answerPdu", l.name as "linkName"
    from submit_pdus p left join links l on l.id = p.link_id
    where p.account_id = $1 and p.message_id = $2 order by p.epoch, p.part`,
}

export const TRACED_DELIVERS = {
  name: 'traced_delivers',
  text: `
    select p.id, p.part, p.kind, p.at, p.state, p.error, p.pdu, l.name as "linkName"
    from deliver_pdus p left join links l on l.id = p.link_id
    where p.account_id = $1 and p.message_id = $2 order by p.id`,
}

export const TRACED_POSTINGS = {
  name: 'traced_postings',
  text: `
    select id, kind, source, destination, amount_nanos as "amountNanos", reason, at from ledger_postings
    where account_id = $1 and message_id = $2 order by at, kind`,
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const TRACED_DELIVERIES = {
  name: 'traced_deliveries',
  text: `
    select d.id, d.kind, d.url, d.status, d.held_why as "heldWhy", d.body, d.created_at as "createdAt",
      coalesce((select jsonb_agg(jsonb_build_object('number', a.number, 'at', ${iso('a.at')}, 'durationMs', a.duration_ms,
          'statusCode', a.status_code, 'error', a.error, 'answer', a.answer, 'answerHeaders', a.answer_headers, 'url', a.url,
          'requestHeaders', a.request_headers, 'address', a.address, 'nextAt', ${iso('a.next_at')}) order by a.number)
        from delivery_attempts a where a.account_id = d.account_id and a.delivery_id = d.id), '[]') as attempts
    from deliveries d where d.account_id = $1 and d.message_id = $2 order by d.created_at, d.id`,
}
