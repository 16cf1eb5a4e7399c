/** The function's own text, with its reasons, is in `prisma/migrations/*_accept_messages`. */
export const ACCEPT_MESSAGES = {
  name: 'accept_messages',
  text: 'select n, outcome, message_id, price_nanos, detail, surcharge_nanos from accept_messages($1, $2::interval, $3, $4::jsonb)',
}
