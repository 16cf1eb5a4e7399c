/**
 * The GSM 03.38 default alphabet with its extension table, one septet per octet as SMPP carries it.
 * Knows nothing of Node, so that the composer can count with it in the browser.
 */

const ESCAPE = 0x1b
/** The index is the code; the escape's place holds NUL, which no text may use. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\0ÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENSION: ReadonlyArray<readonly [character: string, code: number]> = [
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
]

const OUTSIDE = 0xffff
const EXTENDED = 0x1b00

/** UTF-16 unit → code, with `EXTENDED` set where an escape goes first. The euro sign is the highest. */
const codes = new Uint16Array(0x20ad).fill(OUTSIDE)
for (let code = 0; code < BASIC.length; code++) if (code !== ESCAPE) codes[BASIC.charCodeAt(code)] = code
for (const [character, code] of EXTENSION) codes[character.charCodeAt(0)] = EXTENDED | code

const extended = new Map(EXTENSION.map(([character, code]) => [code, character]))

/** What the UTF-16 unit at `index` costs: 1, 2 for an extension character, 0 for one outside GSM-7. */
export function septetsAt(text: string, index: number): 0 | 1 | 2 {
  const code = codes[text.charCodeAt(index)] ?? OUTSIDE
  return code === OUTSIDE ? 0 : code < EXTENDED ? 1 : 2
}

/** The text's length in septets, or null when a character is outside GSM-7. */
export function septets(text: string): number | null {
  let total = 0
  for (let index = 0; index < text.length; index++) {
    const cost = septetsAt(text, index)
    if (cost === 0) return null
    total += cost
  }
  return total
}

/** The characters that keep a text out of GSM-7, each once, in order of appearance. */
export function outsideGsm7(text: string): string[] {
  const found = new Set<string>()
  for (const character of text) if (septetsAt(character, 0) === 0) found.add(character)
  return [...found]
}

/** Unpacked septets, or null when a character is outside GSM-7. */
export function encodeGsm7(text: string): Uint8Array | null {
  const length = septets(text)
  if (length === null) return null
  const bytes = new Uint8Array(length)
  let at = 0
  for (let index = 0; index < text.length; index++) {
    const code = codes[text.charCodeAt(index)] ?? OUTSIDE
    if (code >= EXTENDED) bytes[at++] = ESCAPE
    bytes[at++] = code & 0x7f
  }
  return bytes
}

/**
 * Never fails. As 03.38 asks, an unknown extension shows the basic character and a lone escape a space. An octet above
 * 0x7f cannot be a septet: such carriers mean Latin-1 by their "default alphabet", so it is read as that.
 */
export function decodeGsm7(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte > 0x7f) text += String.fromCharCode(byte)
    else if (byte !== ESCAPE) text += BASIC[byte]
    else {
      const next = bytes[at + 1]
      const character = next === undefined ? undefined : extended.get(next)
      text += character ?? (next === undefined || next === ESCAPE ? ' ' : '')
      if (character !== undefined || next === ESCAPE) at++
    }
  }
  return text
}
