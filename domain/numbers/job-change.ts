/** What a job does to a number: all that can be set on many at once. What is not named stays. */
import { parseCallbackUrl } from '#domain/routing/callback-url.ts'
import { invalid } from '#lib/refusals.ts'
import { readTags } from './number-settings.ts'
import type { SettingsChange } from './write-settings.ts'

export const JOB_URLS = ['sms_callback', 'sms_dlr_callback'] as const
export type JobUrl = (typeof JOB_URLS)[number]

/** A URL of null takes the number's own away. */
export type JobChange = SettingsChange & { [K in JobUrl]?: string | null }

export type EditInput = { addTags: string; removeTags: string } & { [K in JobUrl]: { set: string } | 'clear' | 'keep' }

/** Throws `invalid`, also where nothing would change. */
export function readEdit(input: EditInput): JobChange {
  const [addTags, removeTags] = [readTags(input.addTags, 'add_tags'), readTags(input.removeTags, 'remove_tags')]
  const both = addTags.find((tag) => removeTags.includes(tag))
  if (both) throw invalid({ remove_tags: `“${both}” cannot be added and taken away at once.` })
  const change: JobChange = {
    ...(addTags.length > 0 ? { addTags } : {}),
    ...(removeTags.length > 0 ? { removeTags } : {}),
  }
  for (const kind of JOB_URLS) {
    const what = input[kind]
    if (what !== 'keep') change[kind] = what === 'clear' ? null : readUrl(what.set, kind)
  }
  if (Object.keys(change).length === 0)
    throw invalid({ add_tags: 'Say what to change: tags to add or take away, or a URL.' })
  return change
}

function readUrl(text: string, field: string): string {
  const parsed = parseCallbackUrl(text.trim())
  if (!parsed.ok) throw invalid({ [field]: parsed })
  return parsed.url
}

const URL_WORDS: Record<JobUrl, string> = { sms_callback: 'SMS request URL', sms_dlr_callback: 'delivery receipts URL' }

/** `Add the tags berlin, desk` */
export function changeSentences(change: JobChange): string[] {
  const { addTags, removeTags, tags, alias } = change
  return [
    ...(addTags ? [`Add ${tagWords(addTags)}`] : []),
    ...(removeTags ? [`Take away ${tagWords(removeTags)}`] : []),
    ...(tags ? [tags.length > 0 ? `Have ${tagWords(tags)} and no other` : 'Have no tags'] : []),
    ...(alias === undefined ? [] : [alias === null ? 'Have no alias' : `Be called “${alias}”`]),
    ...JOB_URLS.flatMap((kind) => {
      const url = change[kind]
      if (url === undefined) return []
      return [url === null ? `Have no ${URL_WORDS[kind]} of its own` : `Have the ${URL_WORDS[kind]} ${url}`]
    }),
  ]
}

function tagWords(tags: readonly string[]): string {
  return `${tags.length === 1 ? 'the tag' : 'the tags'} ${tags.join(', ')}`
}
