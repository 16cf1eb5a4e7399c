import { KEY_SCOPES, type KeyScope } from '#domain/access/key-scopes.ts'

/** What a key may do and the person may not, in words; '' when there is nothing. */
export function lackedBy(
  { scopes }: { scopes: readonly KeyScope[] },
  { lacked }: { lacked: readonly KeyScope[] },
): string {
  return scopes
    .filter((one) => lacked.includes(one))
    .map((one) => KEY_SCOPES[one].word.toLowerCase())
    .join(', ')
}
