/** Beside what a test key sent, so that nobody takes it for traffic: over the sandbox, in test money. */
export function TestMark() {
  return (
    <span
      title="Sent over the sandbox, in test money"
      className="mr-0.5 inline-block shrink-0 rounded-sm border border-line-strong/60 px-1 text-12 leading-4 font-medium text-ink-2"
    >
      Test
    </span>
  )
}
