import { ROLE_WORDS } from '#domain/access/role-words.ts'

const WORDS: Record<string, { word: string }> = ROLE_WORDS

export function roleWord(role: string): string {
  return WORDS[role]?.word ?? role
}

/** `Owner, Administrator or Developer` */
export function roleList(roles: readonly string[]): string {
  const words = roles.map(roleWord)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
