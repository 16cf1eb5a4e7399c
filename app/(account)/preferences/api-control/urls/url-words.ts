/** The kinds that pages offer: MMS has its place in the API and waits for MMS. */
export const PAGE_KINDS = ['sms_callback', 'sms_dlr_callback', 'optout_callback'] as const
export type PageKind = (typeof PAGE_KINDS)[number]

export const KIND_WORDS: Record<PageKind, { label: string; event: string; example: string }> = {
  sms_callback: { label: 'SMS request URL', event: 'Inbound messages', example: 'https://hooks.example.com/sms' },
  sms_dlr_callback: {
    label: 'Delivery receipts URL',
    event: 'Delivery receipts',
    example: 'https://hooks.example.com/receipts',
  },
  optout_callback: { label: 'Opt-outs URL', event: 'Opt-outs', example: 'https://hooks.example.com/opt-outs' },
}
