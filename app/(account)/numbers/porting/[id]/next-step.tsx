import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { likelyCountry } from '#domain/porting/details.ts'
import { EXCEPTIONS } from '#domain/porting/exceptions.ts'
import type { PortDetail } from '#domain/porting/read-port.ts'
import { detailsView } from './detail-fields.tsx'
import { DetailsForm } from './details-form.tsx'
import { DocumentSteps } from './document-steps.tsx'
import { FixForm } from './fix-form.tsx'
import { SignForm } from './sign-form.tsx'
import { UploadForm } from './upload-form.tsx'
import { UploadNotice } from './upload-notice.tsx'

type Props = { order: PortDetail; mayManage: boolean; upload: string | null }

/** What the order needs now, and from whom. */
export function NextStep({ order, mayManage, upload }: Props) {
  const step = stepOf(order, mayManage)
  if (!step && !upload) return null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <UploadNotice upload={upload} />
      {step}
    </div>
  )
}

function stepOf(order: PortDetail, mayManage: boolean) {
  const { status } = order
  if (status === 'draft' || status === 'documents' || status === 'exception') {
    if (status === 'exception') return <Exception order={order} mayManage={mayManage} />
    if (!mayManage)
      return <Notice tone="hint">This order waits for somebody who manages numbers to complete it.</Notice>
    if (status === 'documents') return <DocumentSteps order={order} />
    return (
      <Section title="What the losing carrier knows of you">
        <DetailsForm
          id={order.id}
          is={detailsView(order, likelyCountry(order.numbers.map(({ e164 }) => e164)))}
          isFirst
        />
      </Section>
    )
  }
  if (status === 'submitted')
    return (
      <Notice tone="hint">
        There is nothing to do now. Keep the service at {order.losingCarrier} until its day: a port from an ended
        account fails.
      </Notice>
    )
  return null
}

function Exception({ order, mayManage }: Omit<Props, 'upload'>) {
  const reason = order.exceptionReason ?? 'other'
  const { word, sentence, fix } = EXCEPTIONS[reason]
  const note = order.events.find(({ kind, to }) => kind === 'moved' && to === 'exception')?.note
  return (
    <Section title="Put this right">
      <Notice tone="failed">
        <p className="font-medium">{word}</p>
        <p>{sentence}</p>
        {note ? <p className="mt-1 whitespace-pre-line wrap-anywhere">“{note}”</p> : null}
      </Notice>
      {mayManage ? (
        <>
          {fix === 'loa' ? (
            <SignForm id={order.id} authorisedPerson={order.authorisedPerson} button="Sign and submit again" />
          ) : null}
          {fix === 'loa' || fix === 'invoice' ? (
            <UploadForm id={order.id} kind={fix} button="Upload and submit again" />
          ) : null}
          {fix !== 'loa' && fix !== 'invoice' ? (
            <FixForm
              id={order.id}
              reason={reason}
              is={detailsView(order)}
              losingCarrier={order.losingCarrier}
              numbers={order.numbers.map(({ e164 }) => e164)}
            />
          ) : null}
        </>
      ) : null}
    </Section>
  )
}
