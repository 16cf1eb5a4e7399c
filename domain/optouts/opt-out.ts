/** Who wants no more messages from which of our numbers, and how that came about. */

export const OPT_OUT_SOURCES = ['keyword', 'phrase', 'person', 'api', 'import'] as const
export type OptOutSource = (typeof OPT_OUT_SOURCES)[number]

export const SOURCE_WORDS: Record<OptOutSource, string> = {
  keyword: 'Keyword',
  phrase: 'In plain words',
  person: 'Entered by a person',
  api: 'Entered by API',
  import: 'Imported',
}

export type RemovalSource = 'keyword' | 'person' | 'api'

/** A number of ours and a consumer; test messages know only opt-outs of test messages. */
export type Pair = { number: string; consumer: string; isTest: boolean }

/** Asked when a message is accepted: an opt-out blocks its own number, or every number of the account. */
export const OPT_OUT_SCOPES = ['number', 'account'] as const
export type OptOutScope = (typeof OPT_OUT_SCOPES)[number]
