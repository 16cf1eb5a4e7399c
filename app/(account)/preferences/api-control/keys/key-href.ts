export const KEYS_HREF = '/preferences/api-control'
export const NEW_KEY_HREF = `${KEYS_HREF}/keys/new`

export function keyHref(id: string): string {
  return `${KEYS_HREF}/keys/${id}`
}
