/** A request's body as the database keeps it: the beginning, as text, and how long it was. PostgreSQL knows no NUL. */
export function keptBody(body: Buffer, most: number): { request_body: string; body_bytes: number } {
  const text = body.subarray(0, most).toString().replaceAll('\0', '\uFFFD')
  return { request_body: text, body_bytes: body.length }
}
