import { Section } from '#components/ui/section.tsx'
import type { RequestUrl, UrlKind } from '#domain/routing/effective-url.ts'
import { UrlForm } from './url-form.tsx'

const FORMS: { kind: UrlKind; label: string; hint: string; example: string }[] = [
  {
    kind: 'sms_callback',
    label: 'SMS request URL',
    hint: 'Longcode posts every inbound message here, unless its number has a URL of its own. Inbound is free while no URL is set: messages are then kept in the portal.',
    example: 'https://hooks.example.com/sms',
  },
  {
    kind: 'sms_dlr_callback',
    label: 'Delivery receipts URL',
    hint: 'Longcode posts what became of each message you send. Without it, receipts are shown in the portal only.',
    example: 'https://hooks.example.com/receipts',
  },
]

export function UrlForms({ urls, mayChange }: { urls: RequestUrl[]; mayChange: boolean }) {
  return (
    <Section title="Request URLs of the account">
      <div className="grid gap-6">
        {FORMS.map((form) => (
          <UrlForm
            key={form.kind}
            {...form}
            url={urls.find((one) => one.kind === form.kind && one.e164 === '')?.url ?? ''}
            mayChange={mayChange}
          />
        ))}
      </div>
    </Section>
  )
}
