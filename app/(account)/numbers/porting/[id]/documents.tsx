import { Download } from 'lucide-react'
import { Moment } from '#components/time/moment.tsx'
import { QUIET } from '#components/ui/button.ts'
import { DOCUMENT_WORDS } from '#domain/porting/document-words.ts'
import { missingDetails } from '#domain/porting/order.ts'
import type { PortDetail } from '#domain/porting/read-port.ts'
import type { Status } from '#domain/porting/status.ts'
import { UploadForm } from './upload-form.tsx'

const MORE: readonly Status[] = ['documents', 'submitted']

export function Documents({ order, zone, mayManage }: { order: PortDetail; zone: string; mayManage: boolean }) {
  const base = `/numbers/porting/${order.id}`
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-13 text-ink-2">
        {order.loaSignedBy && order.loaSignedAt ? (
          <span className="wrap-anywhere">
            Letter of authorization, signed by {order.loaSignedBy} on{' '}
            <Moment at={order.loaSignedAt.toISOString()} zone={zone} as="shortMoment" />
            {order.loaSignedFrom ? (
              <>
                {' '}
                from <span className="num">{order.loaSignedFrom}</span>
              </>
            ) : null}
            .
          </span>
        ) : missingDetails(order) ? (
          'The letter of authorization is written once the details are complete.'
        ) : (
          'The letter of authorization is not signed by name.'
        )}
        {mayManage && !missingDetails(order) ? (
          <a href={`${base}/loa`} className="link inline-flex items-baseline gap-1.5">
            <Download className="size-3.5 self-center" strokeWidth={1.5} aria-hidden="true" />
            Letter as PDF
          </a>
        ) : null}
      </p>
      {order.documents.length > 0 ? (
        <ul className="grid divide-y divide-line rounded-md border border-line bg-surface">
          {order.documents.map(({ id, kind, name, sizeBytes, uploadedAt, uploadedBy }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3.5 py-2 text-13">
              <span className="min-w-0 wrap-anywhere">
                {mayManage ? (
                  <a href={`${base}/documents/${id}`} className="link">
                    {name}
                  </a>
                ) : (
                  name
                )}
              </span>
              <span className="text-ink-3">{DOCUMENT_WORDS[kind].short}</span>
              <span className="num text-ink-3">{sizeOf(sizeBytes)}</span>
              <span className="ml-auto text-ink-3">
                {uploadedBy}, <Moment at={uploadedAt.toISOString()} zone={zone} as="shortMoment" />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-13 text-ink-3">Nothing was uploaded.</p>
      )}
      {mayManage && MORE.includes(order.status) ? (
        <details>
          <summary className={`${QUIET} w-fit`}>Upload another</summary>
          <div className="mt-3 grid gap-4">
            <UploadForm id={order.id} kind="invoice" button="Add the invoice" place="more" />
            <UploadForm id={order.id} kind="loa" button="Add the letter" place="more" />
          </div>
        </details>
      ) : null}
    </div>
  )
}

function sizeOf(bytes: number): string {
  return bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1_024))} kB` : `${(bytes / 1_048_576).toFixed(1)} MB`
}
