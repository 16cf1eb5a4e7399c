import type { Verdict } from './witnesses.ts'

/** For the person who runs it: what was seen, what was allowed, what must be zero. */
export function tableOf(title: string, verdict: Verdict): string {
  const { faults, examples, allowed, seen } = verdict
  const line = (name: string, count: number, rest = '') => `  ${String(count).padStart(6)}  ${name}${rest}`
  return [
    `\n${title}`,
    ...Object.entries(seen).map(([name, count]) => line(name, count)),
    '  within the rules of a carrier that knows no idempotency:',
    ...Object.entries(allowed).map(([name, count]) => line(name, count)),
    '  must be zero:',
    ...Object.entries(faults).map(([name, count]) => {
      const some = (examples as Record<string, string[] | undefined>)[name]
      return line(name, count, some ? `   e.g. ${some.slice(0, 2).join('; ')}` : '')
    }),
    '',
  ].join('\n')
}
