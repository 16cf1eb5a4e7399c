/** What the sign-in page says when the identity provider did not lead inside. */
const WHY_NOT: Record<string, string> = {
  failed: '{name} did not confirm who you are: it was cancelled, took too long, or was begun in another browser.',
  unverified:
    '{name} did not say that your e-mail address is verified. Have it verified there, or sign in another way.',
  taken:
    'Your e-mail address belongs to somebody else whom {name} knows. Ask an owner of your account to invite you under another address.',
  no_account: 'You are on no account any more. Ask an owner to invite you.',
  unreachable: '{name} does not answer at the moment. Try again in a minute, or sign in another way.',
}

export function whyNot(code: unknown, name: string): string | null {
  const sentence = typeof code === 'string' && Object.hasOwn(WHY_NOT, code) ? WHY_NOT[code] : undefined
  return sentence?.replaceAll('{name}', name) ?? null
}
