/** Null where it is no JSON, or reads no better for it. */
export function prettyJson(text: string): string | null {
  try {
    const pretty = JSON.stringify(JSON.parse(text), null, 2)
    return pretty === text ? null : pretty
  } catch {
    return null
  }
}
