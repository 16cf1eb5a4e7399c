import { Notice } from '#components/ui/notice.tsx'
import { LEAST_TEXT, type MessageFilter, MOST_TEXT } from '#domain/reports/message-filter.ts'
import { FILTER_WORDS } from './message-words.ts'

type Props = {
  ignored: readonly { name: keyof MessageFilter; value: string }[]
  lost: { text: string; why: 'short' | 'content' } | null
  /** Who may see content, in words. */
  readers: string
  mayReadContent: boolean
}

/** What was asked and could not be done, so that nobody takes the rows for the answer. */
export function FilterNotes({ ignored, lost, readers, mayReadContent }: Props) {
  const content = `Your role does not show what messages say, so their content cannot be searched. Open to: ${readers}.`
  const isContent = !mayReadContent && ignored.some(({ name }) => name === 'text')
  const others = ignored.filter(({ name }) => mayReadContent || name !== 'text')
  return (
    <>
      {lost ? (
        <Notice tone="hint">
          {lost.why === 'content'
            ? `“${lost.text}” is neither a message id nor a number. ${content}`
            : `“${lost.text}” is neither a message id nor a number, and content is searched by ${LEAST_TEXT} to ${MOST_TEXT} characters.`}
        </Notice>
      ) : null}
      {isContent ? <Notice tone="hint">{content} That filter is left out.</Notice> : null}
      {others.length > 0 ? (
        <Notice tone="hint">
          Not understood, so left out:{' '}
          {others
            .map(
              ({ name, value }) =>
                `${FILTER_WORDS[name]} “${value}”${name === 'text' ? ` (at least ${LEAST_TEXT} characters)` : ''}`,
            )
            .join(', ')}
          .
        </Notice>
      ) : null}
    </>
  )
}
