import { FILTER_WORDS, filterValueWord, timeWords } from '#components/table/message-words.ts'
import { MESSAGE_FILTER_NAMES } from '#domain/reports/message-filter.ts'
import type { FilterChoices } from '#domain/reports/read-filter-choices.ts'
import type { SavedView } from '#domain/views/view.ts'

const TIME = ['range', 'since', 'until'] as const

/** `Last 7 days · Status: Failed · 5 columns, compact`. */
export function viewWords(
  { filter, look, isTextLeftOut }: Pick<SavedView, 'filter' | 'look' | 'isTextLeftOut'>,
  choices: FilterChoices,
): string[] {
  const narrowing = MESSAGE_FILTER_NAMES.filter((name) => !TIME.some((one) => one === name) && filter[name] !== '')
  const { length } = look.columns
  return [
    capital(timeWords(filter)),
    ...narrowing.map((name) => `${FILTER_WORDS[name]}: ${filterValueWord(filter, name, choices)}`),
    ...(isTextLeftOut ? ['without its search in the content, which your role does not see'] : []),
    `${length} ${length === 1 ? 'column' : 'columns'}${look.density === 'compact' ? ', compact' : ''}`,
  ]
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
