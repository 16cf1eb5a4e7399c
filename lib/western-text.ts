/** The fonts of every reader know Western letters: others are written by their base letter, or as a question mark. */
export function westernText(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => (isWestern(letter) ? letter : (OWN_LETTERS[letter] ?? baseOf(letter))))
    .join('')
}

const OWN_LETTERS: Record<string, string> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', '−': '-' }

function baseOf(letter: string): string {
  const base = letter.normalize('NFD').charAt(0)
  return isWestern(base) ? base : '?'
}

function isWestern(letter: string): boolean {
  return /^[\x20-\x7e\xa0-\xff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac]$/.test(letter)
}
