export const MOST_PAYMENT_NANOS = 5_000_000_000_000n
/** What one payment by card may be: below, the card's own fee eats it; above, an operator should know the customer. */
export const PAYMENT_BOUNDS = { least: 5_000_000_000n, most: MOST_PAYMENT_NANOS }
