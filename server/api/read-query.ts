/** Query parameters as clients write them: unknown and empty ones are ignored, wrong ones are named (contract section 10). */
import type { FastifyRequest } from 'fastify'
import { type FieldErrors, Refusal } from '#lib/refusals.ts'

export class QueryReader {
  readonly #query: Record<string, unknown>
  readonly #wrong: FieldErrors = {}

  constructor(request: Pick<FastifyRequest, 'query'>) {
    this.#query = request.query as Record<string, unknown>
  }

  text(name: string): string | undefined {
    const value = this.#query[name]
    const one = Array.isArray(value) ? value.at(-1) : value
    if (typeof one !== 'string' || one === '') return undefined
    // PostgreSQL keeps no NUL in a text.
    if (one.includes('\0')) this.wrong(name, 'May not hold a NUL.')
    else return one
  }

  integer(name: string, rule: { min: number; max: number; fallback: number }): number {
    const text = this.text(name)
    if (text === undefined) return rule.fallback
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (value >= rule.min && value <= rule.max) return value
    this.wrong(name, `Must be a whole number from ${rule.min} to ${rule.max}.`)
    return rule.fallback
  }

  /** `2017-12-01`, or with a time, any number of decimals, and `Z`, an offset or nothing: UTC (contract 5.4). */
  date(name: string): Date | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    // A `+` that was not percent-encoded arrives as a space.
    const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+ -]\d\d:?\d\d)?)?$/i.exec(text)
    const [, day, time = '00:00:00', fraction = '', zone = 'Z'] = match ?? []
    const offset = zone
      .replace(' ', '+')
      .replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
      .toUpperCase()
    const at = new Date(`${day}T${time}${fraction.slice(0, 4)}${offset}`)
    const year = at.getUTCFullYear()
    if (match && year >= 2000 && year < 2100) return at
    this.wrong(name, 'Must be a date such as 2017-12-01 or a time such as 2017-12-01T00:00:00Z.')
    return undefined
  }

  wrong(name: string, sentence: string): void {
    this.#wrong[name] = [sentence]
  }

  /** Throws `invalid` when anything above was wrong. */
  check(): void {
    if (Object.keys(this.#wrong).length > 0) throw new Refusal('invalid', { fields: this.#wrong })
  }
}
