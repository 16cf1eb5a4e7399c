import type { MessageRow } from '#domain/reports/message-rows.ts'

/** The text as it travelled: what we send sits left with its corner cut, what we get sits right. */
export function Bubble({ message }: { message: MessageRow }) {
  const corner = message.direction === 'outbound' ? 'rounded-bl-[3px]' : 'rounded-br-[3px]'
  return (
    <p
      className={`w-fit max-w-[46rem] rounded-lg bg-sunk px-3 py-2.5 text-14 wrap-anywhere whitespace-pre-wrap ${corner}`}
    >
      {message.body ?? <span className="text-ink-3">Your role does not show what messages say.</span>}
    </p>
  )
}
