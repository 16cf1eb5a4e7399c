/** A delivery receipt as people look at it: the carrier's own words inside the frame, and an error only where there is one. */

/** A frame in hex → `id:… stat:DELIVRD err:000 text:…`; null when nothing in it reads like that. */
export function receiptText(hex: string): string | null {
  for (const run of printableRuns(hex)) {
    // The byte before the text is its length, which may be printable as well.
    const text = /id:.*\bstat:.*$/i.exec(run)?.[0]
    if (text) return text.trimEnd()
  }
  return null
}

function printableRuns(hex: string): string[] {
  const bytes = hex.match(/[0-9a-f]{2}/gi) ?? []
  const text = bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join('')
  return text.split(/[^\x20-\x7e]+/)
}

/** `000` is how carriers write that there was no error. */
export function receiptError(code: string | null): string | null {
  return code === null || /^0*$/.test(code) ? null : code
}

/** SMPP statuses are looked up in hex. */
export function statusText(status: string): string {
  return status === '0' ? '0, success' : `0x${Number(status).toString(16).padStart(8, '0')}`
}
