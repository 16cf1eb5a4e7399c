/** `rate` tokens a second, at most a second's worth saved up. */
export class TokenBucket {
  #tokens: number
  #at = performance.now()
  #rate: number

  constructor(rate: number) {
    this.#rate = rate
    this.#tokens = rate
  }

  /** Takes one token. 0 when there was one, else the seconds until there will be. */
  take(rate: number): number {
    const at = performance.now()
    this.#rate = rate
    this.#tokens = Math.min(rate, this.#tokens + ((at - this.#at) / 1000) * rate)
    this.#at = at
    if (this.#tokens >= 1) {
      this.#tokens -= 1
      return 0
    }
    return (1 - this.#tokens) / this.#rate
  }
}
