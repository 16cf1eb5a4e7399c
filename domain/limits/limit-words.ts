/** What a limit may be of, and for how long. */
export const SUBJECTS = ['account', 'key', 'number', 'prefix'] as const
export type Subject = (typeof SUBJECTS)[number]
export const PERIODS = ['minute', 'hour', 'day', 'month'] as const
export type Period = (typeof PERIODS)[number]

export const SUBJECT_WORDS: Record<Subject, string> = {
  account: 'The whole account',
  key: 'An API key',
  number: 'A number of yours',
  prefix: 'A destination prefix',
}
export const PERIOD_WORDS: Record<Period, string> = {
  minute: 'a minute',
  hour: 'an hour',
  day: 'a day',
  month: 'a month',
}

export const MOST_LIMITS = 50
