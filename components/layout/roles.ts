const WORDS: Record<string, string> = {
  owner: 'Owner',
  admin: 'Administrator',
  developer: 'Developer',
  finance: 'Finance',
  support: 'Support',
  read_only: 'Read only',
}

export function roleWord(role: string): string {
  return WORDS[role] ?? role
}

/** `Owner, Administrator or Developer` */
export function roleList(roles: readonly string[]): string {
  const words = roles.map(roleWord)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
