/** Whether a text from outside can be asked for as an id at all. In a file of its own: the browser reads filters too, and has no `node:async_hooks`. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
