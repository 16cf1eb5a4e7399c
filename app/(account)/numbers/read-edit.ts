import { text, texts } from '#app/_web/action.ts'
import { filterInWords } from '#components/number/number-words.ts'
import type { EditInput, JobUrl } from '#domain/numbers/job-change.ts'
import type { Choice } from '#domain/numbers/make-edit-job.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { FILTER_NAMES, readNumberFilter } from '#domain/numbers/number-filter.ts'

/** What was chosen by check boxes; a browser sends a page of them at most. */
export function readChosen(written: readonly string[]): string[] {
  const numbers = written.slice(0, 1_000).map(parseNumber)
  return [...new Set(numbers.flatMap((one) => (one.ok ? [one.e164] : [])))]
}

export function readChoice(form: FormData): Choice {
  if (text(form, 'all') === '') return { numbers: readChosen(texts(form, 'n')) }
  const filter = readNumberFilter(Object.fromEntries(FILTER_NAMES.map((name) => [name, text(form, name)])))
  return { filter, words: filterInWords(filter) }
}

export function readEdit(form: FormData): EditInput {
  const url = (kind: JobUrl): EditInput[JobUrl] => {
    const what = text(form, `${kind}_do`)
    if (what === 'clear') return 'clear'
    return what === 'set' ? { set: text(form, kind) } : 'keep'
  }
  return {
    addTags: text(form, 'add_tags'),
    removeTags: text(form, 'remove_tags'),
    sms_callback: url('sms_callback'),
    sms_dlr_callback: url('sms_dlr_callback'),
  }
}
