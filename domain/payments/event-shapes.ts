/** What Longcode reads of the objects in Stripe's events; whatever else stands in them is not looked at. */
import { z } from 'zod'

export const id = z
  .union([z.string(), z.object({ id: z.string() }).transform((one) => one.id)])
  .nullish()
  .transform((one) => one ?? null)
export const metadata = z.record(z.string(), z.string()).nullish()
const card = z.object({ brand: z.string(), last4: z.string(), exp_month: z.number(), exp_year: z.number() })
const money = { currency: z.string().nullish(), customer: id, metadata }

export const SESSION = z.object({
  id: z.string(),
  mode: z.string(),
  payment_status: z.string(),
  amount_total: z.number().nullish(),
  payment_intent: id,
  ...money,
})
export const INTENT = z.object({
  id: z.string(),
  amount: z.number(),
  amount_received: z.number().nullish(),
  payment_method: id,
  last_payment_error: z.object({ message: z.string().nullish() }).nullish(),
  ...money,
})
export const CHARGE = z.object({
  amount: z.number(),
  amount_refunded: z.number().nullish(),
  paid: z.boolean(),
  payment_intent: id,
  payment_method: id,
  payment_method_details: z
    .object({ card: z.object({ brand: z.string().nullish(), last4: z.string().nullish() }).nullish() })
    .nullish(),
  ...money,
})
export const DISPUTE = z.object({
  id: z.string(),
  amount: z.number(),
  status: z.string(),
  payment_intent: id,
  currency: z.string(),
})
export const CARD = z.object({ id: z.string(), customer: id, card: card.nullish() })
