import { QUIET } from '#components/ui/button.ts'
import { DOCUMENT_WORDS, type DocumentKind } from '#domain/porting/document-words.ts'

/** `place`: where a page has the same form twice. */
type Props = { id: string; kind: DocumentKind; button: string; place?: string }

/** A plain form to a door of its own: files are larger than what server actions take in. */
export function UploadForm({ id, kind, button, place = 'file' }: Props) {
  const field = `${place}-${kind}`
  return (
    <form
      method="post"
      encType="multipart/form-data"
      action={`/numbers/porting/${id}/documents`}
      className="grid max-w-[36rem] gap-1.5"
    >
      <input type="hidden" name="kind" value={kind} />
      <label htmlFor={field} className="text-13 font-medium text-ink">
        {DOCUMENT_WORDS[kind].word}
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <input
          id={field}
          type="file"
          name="file"
          required
          accept="application/pdf,image/png,image/jpeg"
          aria-describedby={`${field}-hint`}
          className="field h-auto min-w-0 flex-1 basis-56 py-1.5 text-13 file:mr-3 file:rounded-sm file:border-0 file:bg-sunk file:px-2.5 file:py-1 file:text-ink"
        />
        <button type="submit" className={`${QUIET} min-h-9 px-4`}>
          {button}
        </button>
      </div>
      <p id={`${field}-hint`} className="text-13 text-ink-3">
        PDF, PNG or JPEG, at most 10 MB.
      </p>
    </form>
  )
}
