import 'server-only'

/** A file that somebody gave us, or that holds what somebody wrote: saved, never opened by the browser as anything. */
export function attachment(content: Buffer, { name, mediaType }: { name: string; mediaType: string }): Response {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': mediaType,
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
    },
  })
}
