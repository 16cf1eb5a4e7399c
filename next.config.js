const reloading = process.env.NODE_ENV !== 'production'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // `npm test` checks the types of everything, tests included; a type there must not stop `npm start`.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // These hold native code, worker threads or fonts in files of their own, or choose their files by who imports them: Node loads them, the bundler leaves them alone.
  serverExternalPackages: ['@node-rs/argon2', 'pdfkit', 'pg', 'pino', 'stripe'],
  compiler: { defineServer: { RELOADING: String(reloading) } },
}

export default config
