/** A letter, line by line. Only a line that is nothing but an address of this portal becomes a link: names in it were typed by strangers. */
export type LetterLine = { nth: number; text: string; href: string | null }

export function letterLines(body: string, portalUrl: string): LetterLine[] {
  return body.split('\n').map((text, nth) => {
    const line = text.trim()
    const path = line.startsWith(`${portalUrl}/`) ? line.slice(portalUrl.length) : ''
    return { nth, text, href: /^\/[\w\-./?=&%]+$/.test(path) ? path : null }
  })
}
