/** The lines of a check as they add up, day by day. */
export type CheckedLine = {
  value: string
  messages: bigint
  parts: bigint
  expectedNanos: bigint
  chargedNanos: bigint
}

export class CheckedLines {
  readonly #lines = new Map<string, CheckedLine>()

  add(value: string, { messages, parts, expectedNanos, chargedNanos }: Omit<CheckedLine, 'value'>): void {
    const line = this.#lines.get(value) ?? { value, messages: 0n, parts: 0n, expectedNanos: 0n, chargedNanos: 0n }
    line.messages += messages
    line.parts += parts
    line.expectedNanos += expectedNanos
    line.chargedNanos += chargedNanos
    this.#lines.set(value, line)
  }

  chargedOf(value: string): bigint {
    return this.#lines.get(value)?.chargedNanos ?? 0n
  }

  all(): CheckedLine[] {
    return [...this.#lines.values()].sort((one, other) => (one.value < other.value ? -1 : 1))
  }
}
