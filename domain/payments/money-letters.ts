/** What is told about the balance and about auto-recharge. The account, which somebody named, last. */
import { formatNanos } from '#domain/ledger/money.ts'
import type { Letter } from '#domain/mail/queue-mail.ts'
import { quoteName } from '#domain/mail/quote-name.ts'
import { env } from '#lib/env.ts'

const CENT_NANOS = 10_000_000n

type Low = { belowNanos: bigint; availableNanos: bigint; accountName: string; recharges: boolean }

export function lowBalanceLetter({ belowNanos, availableNanos, accountName, recharges }: Low): Letter {
  const isUsedUp = belowNanos <= CENT_NANOS
  const next = recharges
    ? 'Auto-recharge is on and fills it up by itself when its own threshold is crossed.'
    : 'Without funds, messages are refused with “402 Payment Required”. Add funds, or turn on auto-recharge.'
  return letter({
    subject: isUsedUp ? 'The balance is used up' : `The balance is below ${formatNanos(belowNanos, 2)}`,
    body: `${formatNanos(availableNanos, 4)} is available now. ${next}

You are told once at each threshold, and again only after money has come in. The thresholds are set on the same page:`,
    accountName,
  })
}

type Declined = { amountNanos: bigint; card: string; why: string; accountName: string; next: string }

export function declinedLetter({ amountNanos, card, why, accountName, next }: Declined): Letter {
  return letter({
    subject: `Auto-recharge of ${formatNanos(amountNanos, 2)} was declined`,
    body: `${card} could not be charged: ${why}

${next}`,
    accountName,
  })
}

type Capped = { amountNanos: bigint; cap: 'day' | 'month'; capNanos: bigint; accountName: string }

export function cappedLetter({ amountNanos, cap, capNanos, accountName }: Capped): Letter {
  return letter({
    subject: `Auto-recharge has reached its most for this ${cap}`,
    body: `The balance has crossed the threshold of auto-recharge. Another ${formatNanos(amountNanos, 2)} would be more than ${formatNanos(capNanos, 2)} in this ${cap} of your time zone, so nothing was charged. It is tried again when the next ${cap} begins, if the balance is still low then.

Add funds by hand, or raise the limit:`,
    accountName,
  })
}

function letter({ subject, body, accountName }: { subject: string; body: string; accountName: string }): Letter {
  return {
    subject,
    body: `${body}

${env.portal.url}/billing/payments

Account: ${quoteName(accountName)}
`,
  }
}
