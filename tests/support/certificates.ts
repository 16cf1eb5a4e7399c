/** An authority of a test's own, and the certificates that it gives: good ones and bad ones. */
import 'reflect-metadata' // before x509, which asks for it at once
import * as x509 from '@peculiar/x509'

const DAY_MS = 24 * 3_600_000
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

export type Certificate = { cert: string; key: string }
export type Wish = {
  /** Whom it is for. */
  name: string
  /** When it ends, from now on; negative: it has ended. */
  days?: number
}

export type Authority = { cert: string; give: (wish: Wish) => Promise<Certificate> }

export async function makeAuthority(name = 'Authority of a test'): Promise<Authority> {
  const keys = await newKeys()
  const root = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${name}`,
      keys,
      signingAlgorithm: ALGORITHM,
      ...span(30),
      extensions: [new x509.BasicConstraintsExtension(true)],
    },
    crypto,
  )
  return {
    cert: root.toString('pem'),
    give: async ({ name: host, days = 30 }) => {
      const own = await newKeys()
      const cert = await x509.X509CertificateGenerator.create(
        {
          subject: `CN=${host}`,
          issuer: root.subject,
          publicKey: own.publicKey,
          signingKey: keys.privateKey,
          signingAlgorithm: ALGORITHM,
          ...span(days),
          extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
        },
        crypto,
      )
      return { cert: cert.toString('pem'), key: await pemOf(own.privateKey) }
    },
  }
}

/** Vouched for by nobody but itself. */
export async function signItself(name: string): Promise<Certificate> {
  const keys = await newKeys()
  const extensions = [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }])]
  const cert = await x509.X509CertificateGenerator.createSelfSigned(
    { name: `CN=${name}`, keys, signingAlgorithm: ALGORITHM, ...span(30), extensions },
    crypto,
  )
  return { cert: cert.toString('pem'), key: await pemOf(keys.privateKey) }
}

function span(days: number) {
  return { notBefore: new Date(Date.now() - 60 * DAY_MS), notAfter: new Date(Date.now() + days * DAY_MS) }
}

function newKeys() {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
}

async function pemOf(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  return `-----BEGIN PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END PRIVATE KEY-----\n`
}
