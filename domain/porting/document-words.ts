export const DOCUMENT_WORDS = {
  loa: { word: 'Signed letter of authorization', short: 'Letter' },
  invoice: { word: 'Invoice', short: 'Invoice' },
} as const

export type DocumentKind = keyof typeof DOCUMENT_WORDS

export function isDocumentKind(text: string): text is DocumentKind {
  return Object.hasOwn(DOCUMENT_WORDS, text)
}
