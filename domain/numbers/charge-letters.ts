/** What is told about monthly charges. Numbers by name, money to the cent; the account, which somebody named, last. */

import { formatNanos } from '#domain/ledger/money.ts'
import type { Letter } from '#domain/mail/queue-mail.ts'
import { quoteName } from '#domain/mail/quote-name.ts'
import { env } from '#lib/env.ts'
import { DAY_MS } from '#lib/time.ts'
import { GRACE_MS, REMIND_MS } from './charge-days.ts'
import { formatNumber } from './format-number.ts'

export type ChargeNews = 'forewarned' | 'warned' | 'reminded' | 'suspended' | 'paid'
export type ToldNumber = { e164: string; nanos: bigint; day: Date }
type Facts = { numbers: readonly ToldNumber[]; fundsNanos: bigint; accountName: string }

const days = (ms: number) => Math.round(ms / DAY_MS)

type Words = { subject: (what: string) => string; body: (what: string) => string; heading: string }

const WORDS: Record<ChargeNews, Words> = {
  forewarned: {
    subject: (what) => `The balance will not cover ${what}`,
    body: () =>
      `The next monthly charge is a few days away, and the balance does not cover it. Add funds before then and nothing happens.`,
    heading: 'Due',
  },
  warned: {
    subject: (what) => `The month of ${what} could not be paid`,
    body: () =>
      `A month has begun and the balance did not cover it. Everything goes on working for ${days(GRACE_MS)} days. Add funds within that time: what is owed is then charged by itself.`,
    heading: 'Owed',
  },
  reminded: {
    subject: (what) => `In ${days(GRACE_MS - REMIND_MS)} days ${what} stops sending`,
    body: () =>
      `A month is still not paid. Without funds the number is suspended in ${days(GRACE_MS - REMIND_MS)} days: it then refuses to send, and what comes in is kept but not passed on.`,
    heading: 'Owed',
  },
  suspended: {
    subject: (what) => `${what} is suspended`,
    body: () =>
      `Its month was not paid within ${days(GRACE_MS)} days. It refuses to send; what comes in is kept, free, and not passed on. As soon as the balance covers what is owed it is charged and works again by itself. Each further month is owed as well; releasing the number ends that.`,
    heading: 'Owed',
  },
  paid: {
    subject: (what) => `${what} is paid and works`,
    body: () => `What was owed has been charged. There is nothing to do.`,
    heading: 'Charged',
  },
}

export function chargeLetter(news: ChargeNews, { numbers, fundsNanos, accountName }: Facts): Letter {
  const { subject, body, heading } = WORDS[news]
  const [only] = numbers
  const what = numbers.length === 1 && only ? formatNumber(only.e164) : `${numbers.length} numbers`
  const total = numbers.reduce((sum, { nanos }) => sum + nanos, 0n)
  const lines = numbers.map(
    ({ e164, nanos, day }) =>
      `${formatNumber(e164)}    ${formatNanos(nanos, 2)}    month from ${day.toISOString().slice(0, 10)}`,
  )
  return {
    subject: subject(what),
    body: `${body(what)}

${heading}, in all ${formatNanos(total, 2)}; the balance is ${formatNanos(fundsNanos, 2)}:

${lines.join('\n')}

The numbers of the account:
${env.portal.url}/numbers

Account: ${quoteName(accountName)}
`,
  }
}
