import { QUIET } from '#components/ui/button.ts'
import { Section } from '#components/ui/section.tsx'
import { Steps } from '#components/ui/steps.tsx'
import type { PortDetail } from '#domain/porting/read-port.ts'
import { detailsView } from './detail-fields.tsx'
import { DetailsForm } from './details-form.tsx'
import { SignForm } from './sign-form.tsx'
import { SubmitForm } from './submit-form.tsx'
import { UploadForm } from './upload-form.tsx'

/** The letter, the invoice, and off it goes. */
export function DocumentSteps({ order }: { order: PortDetail }) {
  const has = (kind: string) => order.documents.some((one) => one.kind === kind)
  const isSigned = order.loaSignedBy !== null || has('loa')
  return (
    <Section title="Documents, then submit">
      <Steps
        steps={[
          {
            done: isSigned,
            title: 'The letter of authorization',
            body: (
              <>
                <p>
                  It lets us speak for you at {order.losingCarrier}. Sign it here by name, or{' '}
                  <a href={`/numbers/porting/${order.id}/loa`} className="link">
                    download it
                  </a>
                  , sign by hand and upload it.
                </p>
                <SignForm id={order.id} authorisedPerson={order.authorisedPerson} button="Sign" />
                <details>
                  <summary className={`${QUIET} w-fit`}>Upload a signed one</summary>
                  <div className="mt-3">
                    <UploadForm id={order.id} kind="loa" button="Upload the letter" />
                  </div>
                </details>
              </>
            ),
          },
          {
            done: has('invoice'),
            title: 'A recent invoice',
            body: (
              <>
                <p>
                  Of the last 30 days, with account number, name and service address. From a mobile carrier, a
                  screenshot of the account page does.
                </p>
                <UploadForm id={order.id} kind="invoice" button="Upload the invoice" />
              </>
            ),
          },
        ]}
      />
      <SubmitForm id={order.id} missing={order.missing} />
      <details>
        <summary className={`${QUIET} w-fit`}>Change the details</summary>
        <div className="mt-4">
          <DetailsForm id={order.id} is={detailsView(order)} isFirst={false} />
        </div>
      </details>
    </Section>
  )
}
