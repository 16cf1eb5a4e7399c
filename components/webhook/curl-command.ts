/** A try once more, from one's own terminal: the same headers, the same bytes. Its signature is as old as the try. */
export function curlCommand(request: { url: string; headers: Record<string, string>; body: string }): string {
  const headers = Object.entries(request.headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`)
  return [`curl -X POST ${quoted(request.url)}`, ...headers, `--data-raw ${quoted(request.body)}`].join(' \\\n  ')
}

/** For a shell: nothing inside is anything but itself. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
