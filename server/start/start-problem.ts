/** A start that cannot go on for a reason the person can do something about: shown as one sentence, without a stack. */
export class StartProblem extends Error {
  override name = 'StartProblem'
  readonly details: readonly string[]

  constructor(sentence: string, details: readonly string[] = []) {
    super(sentence)
    this.details = details
  }
}
