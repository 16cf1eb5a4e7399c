/** Where something is due, look by look: each goes on where the one before ended, and begins anew at the end. */
import type { EndpointRef } from '#domain/webhooks/claim-deliveries.ts'
import { type Step, walkEndpoints } from '#domain/webhooks/walk-endpoints.ts'

type Bounds = { steps: number; leastOfAccount: number }

export class DueEndpoints {
  readonly #bounds: Bounds
  #after: Step | null = null
  /** Of accounts with more endpoints than one way round takes steps in: where the next one goes on. */
  readonly #places = new Map<string, string>()
  /** Of this way round, and how many the last one met. */
  #accounts = new Set<string>()
  #share = 1

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  /** The way round is not over: others may be due further on. */
  get isUnderWay(): boolean {
    return this.#after !== null
  }

  async look(): Promise<EndpointRef[]> {
    const { steps, leastOfAccount } = this.#bounds
    // Few accounts share the steps of a look.
    const stepsOfAccount = Math.max(Math.floor(steps / this.#share), leastOfAccount)
    const walked = await walkEndpoints({ after: this.#after, places: this.#places, steps, stepsOfAccount })
    this.#after = walked.reached
    for (const { accountId, endpointId, nth } of walked.lasts) {
      this.#accounts.add(accountId)
      if (nth >= stepsOfAccount) this.#places.set(accountId, endpointId)
      else this.#places.delete(accountId)
    }
    if (this.#after === null) {
      this.#share = Math.max(this.#accounts.size, 1)
      for (const accountId of this.#places.keys()) if (!this.#accounts.has(accountId)) this.#places.delete(accountId)
      this.#accounts = new Set()
    }
    return walked.due
  }
}
