import { Notice } from '#components/ui/notice.tsx'
import { DOCUMENT_PROBLEMS } from '#domain/porting/document-kind.ts'

/** What became of an upload, by the word that the door put into the address. */
export const UPLOAD_ANSWERS = {
  stored: 'The document is stored.',
  ...DOCUMENT_PROBLEMS,
  nothing: 'No file was chosen. Choose one, then upload it.',
  unreadable: 'The upload broke off or was no form of this page. Try once more.',
  busy: 'Other uploads are under way. Wait for them, then try once more.',
  too_many: 'This order has as many documents as it can have. Write a comment, and it is sorted out.',
  full: 'The documents of this account fill its 500 MB. Write a comment, and the operator makes room.',
  wrong_moment: 'This order takes no documents now. Nothing was stored.',
  fault: 'The document could not be stored because of a fault on Longcode’s side. Try once more.',
} as const

export type UploadAnswer = keyof typeof UPLOAD_ANSWERS

export function UploadNotice({ upload }: { upload: string | null }) {
  if (!upload || !Object.hasOwn(UPLOAD_ANSWERS, upload)) return null
  return (
    <div role="status">
      <Notice tone={upload === 'stored' ? 'done' : 'failed'}>{UPLOAD_ANSWERS[upload as UploadAnswer]}</Notice>
    </div>
  )
}
