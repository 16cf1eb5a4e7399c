import '@fontsource-variable/ibm-plex-sans/wght.css'
import '@fontsource/ibm-plex-mono/400.css'
import '@fontsource/ibm-plex-mono/500.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { readTheme } from './_web/display.ts'

export const metadata: Metadata = {
  title: { default: 'Longcode', template: '%s · Longcode' },
  description: 'SMS on long-code and toll-free numbers.',
  icons: { icon: { url: '/favicon.svg', type: 'image/svg+xml' } },
  robots: { index: false, follow: false },
  // Safari would turn numbers into links.
  formatDetection: { telephone: false },
}

export const viewport: Viewport = { colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme()
  return (
    <html lang="en" data-theme={theme}>
      <body>{children}</body>
    </html>
  )
}
