/** A request's body as the database keeps it: the beginning, as text, and how long it was. PostgreSQL knows no NUL. */
export function keptBody(bytes: Buffer, most: number): { body: string; body_bytes: number } {
  const kept = bytes.subarray(0, most).toString().replaceAll('\0', '\uFFFD')
  return { body: kept, body_bytes: bytes.length }
}
