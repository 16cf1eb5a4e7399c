import Bowser from 'bowser'

/** `Chrome 140 on Windows`: what a browser says of itself, which proves nothing. Our words only: the text of the header is anybody's. */
export function describeAgent(agent: string | null): string {
  if (!agent) return 'Unknown device'
  const { browser, os, platform } = Bowser.parse(agent)
  const name = plain(browser.name)
  const version = plain(browser.version?.split('.')[0])
  const system = plain(os.name)
  const model = plain(platform.model)
  const where = model && model !== system ? `${model}${system ? ` (${system})` : ''}` : system
  const what = [name, name ? version : ''].filter(Boolean).join(' ')
  if (!what) return where || 'Unknown device'
  return where ? `${what} on ${where}` : what
}

function plain(text: string | undefined): string {
  return (text ?? '').replace(/[^\w .+-]/g, '').slice(0, 40)
}
