export function Head() {
  return (
    <header className="grid gap-3">
      <h1 className="text-28 font-semibold tracking-[-0.02em]">Pay for what you send and receive</h1>
      <p className="max-w-[62ch] text-16 text-ink-2">
        No fee for an account, none for enabling text on your numbers. Inbound is free while a number has no SMS request
        URL. What is refused or never leaves costs nothing.
      </p>
    </header>
  )
}

const TERMS = [
  [
    'Parts',
    'Carriers take a text in parts: 160 characters in GSM-7, 153 each where there are several; 70 and 67 where a character needs UCS-2. Each part is charged, at most ten a message.',
  ],
  [
    'Fixed when accepted',
    'A message costs what it costs at the moment it is accepted. A later change of prices never reaches back.',
  ],
  [
    'Held, then settled',
    'The price is held when a message is accepted, and charged when the carrier takes it. What the carrier refuses, and what runs out before it is sent, is given back.',
  ],
  [
    'Inbound',
    'Charged only while the number’s SMS request URL is set. Without one, messages are kept for you in the portal for nothing.',
  ],
  [
    'Tiers',
    'Counted by the outbound parts of a calendar month in your account’s time zone. Each message is priced whole, at the tier its first part falls in.',
  ],
  [
    'Surcharges',
    'Some carriers ask for more on every part. What they ask is passed on as it is, and shown beside the rate.',
  ],
] as const

export function HowItIsCounted() {
  return (
    <section className="grid gap-4 border-t border-line pt-8">
      <h2 className="text-16 font-semibold">How it is counted</h2>
      <dl className="grid gap-x-10 gap-y-5 sm:grid-cols-2 panel:grid-cols-3">
        {TERMS.map(([name, meaning]) => (
          <div key={name} className="grid content-start gap-1">
            <dt className="text-13 font-medium">{name}</dt>
            <dd className="text-13 text-ink-2">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
