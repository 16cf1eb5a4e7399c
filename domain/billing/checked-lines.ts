/** The lines of a check as they add up, day by day. */
import { SPEND_KINDS } from '#domain/ledger/spend-line.ts'

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

  counts(value: string, { messages, parts }: Pick<CheckedLine, 'messages' | 'parts'>): boolean {
    const line = this.#lines.get(value)
    return (line?.messages ?? 0n) === messages && (line?.parts ?? 0n) === parts
  }

  /** In the order of a statement. */
  all(): CheckedLine[] {
    const rank = ({ value }: CheckedLine) => `${SPEND_KINDS.findIndex((kind) => value.startsWith(`${kind}|`))}|${value}`
    return [...this.#lines.values()].sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
  }
}
