/** Attempts, and what becomes of their events. An event that is no longer pending is somebody else's, or at its end. */
export const WRITE_ATTEMPTS = {
  name: 'write_attempts',
  text: `
    with a as materialized (
      select * from unnest($3::uuid[], $4::timestamptz[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[],
          $11::timestamptz[], $12::text[], $13::text[], $14::boolean[], $15::text[], $16::int[], $17::int[], $18::int[], $19::int[],
          $20::text[], $21::text[])
        as a (id, started_at, duration_ms, status_code, error, answer, status, held_why, due_at, url, address, reused, fault, dns_ms,
          connect_ms, tls_ms, first_byte_ms, request_headers, answer_headers)
    ), written as (
      update deliveries d set attempts = d.attempts + 1, tries = d.tries + 1, last_status = a.status_code, last_error = a.error,
        status = a.status, held_why = a.held_why, due_at = a.due_at,
        done_at = case when a.status in ('delivered', 'failed') then $2::timestamptz end
      from a where d.account_id = $1 and d.id = any($3) and d.id = a.id and d.status = 'pending'
      returning d.id, d.attempts
    )
    insert into delivery_attempts (account_id, delivery_id, number, at, duration_ms, status_code, error, answer, url, address, reused,
      fault, dns_ms, connect_ms, tls_ms, first_byte_ms, request_headers, answer_headers, next_at)
    select $1, a.id, w.attempts, a.started_at, a.duration_ms, a.status_code, a.error, a.answer, a.url, a.address, a.reused, a.fault,
      a.dns_ms, a.connect_ms, a.tls_ms, a.first_byte_ms, nullif(a.request_headers, 'null')::jsonb, nullif(a.answer_headers, 'null')::jsonb,
      a.due_at
    from a join written w on w.id = a.id`,
}
