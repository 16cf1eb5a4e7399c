/** A text as people write it on a phone, in one spelling: lower case, no accents, words apart by a blank, sentences by ` . `. */

/** People ask at the beginning or at the end; what is between costs time in the transaction that receives. */
const [FIRST, LAST] = [320, 160]

const SPELLINGS: readonly [RegExp, string][] = [
  [/\b(?:do ?n[o']?t|do not|don t|dnt|d0nt|duznt|does ?n'?t|does not)\b/g, 'dont'],
  [/\b(?:did ?n'?t|did not)\b/g, 'didnt'],
  [/\b(?:ca ?n'?t|can ?not)\b/g, 'cant'],
  [/\b(?:wo ?n'?t|will not)\b/g, 'wont'],
  [/\b(?:should ?n'?t|should not)\b/g, 'shouldnt'],
  [/\bi'?m|\bi am\b/g, 'im'],
  [/\bi'?ve\b/g, 'ive'],
  [/'s\b|'re\b|'ll\b|'d\b/g, ''],
  [/'/g, ''],
  [/\b(?:pl[eas]*[sz]e?|plse|pleas|plese|pelase|kindly)\b/g, 'please'],
  [/\b(?:u|ya|yall|you all|you guys|you people)\b/g, 'you'],
  [/\b(?:ur|yr|yall)\b/g, 'your'],
  [/\b(?:txt|tex|texr|tect|texy)(s|ing|in)?\b/g, 'text$1'],
  [/\btextin\b/g, 'texting'],
  [/\b(?:msg|mesg|mssg|mesage|messag|massage|messege|msj)(s|ing)?\b/g, 'message$1'],
  [/\bmessageing\b/g, 'messaging'],
  [/\b(?:sotp|stpo|tsop|stopp|sstop|stob|stip|stp|stopo|stoo|stoop|spot sending|s t o p)\b/g, 'stop'],
  [
    /\b(?:unsu(?!re|cc|it|pp|rp|ng|l)\w*|un sub\w*|unsbusc\w*|unsucr\w*|desubscribe|unscribe|insubscribe)\b/g,
    'unsubscribe',
  ],
  [/\b(?:opt(?:ing|ed)? ?out|op out|opt put|optout)\b/g, 'optout'],
  [/\b(?:remov|remve|rmove|reomve|romove)e?\b/g, 'remove'],
  [/\b(?:recieve|recive|receve|recieving|receiving|recive?ing)\b/g, 'receive'],
  [/\b(?:any ?more|no mo)\b/g, 'anymore'],
  [/\b(?:wanna|want to)\b/g, 'want to'],
  [/\b(?:contact(?:ing)?|conact|contat)\b/g, 'contact'],
  [/\b(?:no longer|no more longer)\b/g, 'nolonger'],
  [/\bleav(?:e|ing)?\b/g, 'leave'],
]

export function plainWords(text: string): string {
  const words = (text.length > FIRST + LAST ? `${text.slice(0, FIRST)} . ${text.slice(-LAST)}` : text)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[‘’`´]/g, "'")
    .replace(/🛑|⛔|🚫|✋|🖕/gu, ' . stop . ')
    .toLowerCase()
    .replace(/\bw\/(?!o)/g, 'with ')
    // stoppp, pleeease; s.t.o.p
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/\b(\p{L})[.\-_*](?=\p{L}\b)/gu, '$1 ')
    .replace(/[.!?;:,\n\r()…–—"“”|/]+/g, ' . ')
    .replace(/[^\p{L}\p{N}'.#*]+/gu, ' ')
    .replace(/\s+/g, ' ')
  const plain = SPELLINGS.reduce((so, [written, one]) => so.replace(written, one), words)
  return plain.replace(/\s+/g, ' ').trim()
}
