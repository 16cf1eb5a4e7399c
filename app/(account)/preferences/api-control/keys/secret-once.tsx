'use client'

import { useEffect, useRef } from 'react'
import { PRIMARY } from '#components/ui/button.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'

type Props = { accessKey: string; secret: string; href: string }

/** The one time that a secret is seen: in the answer to the form that made it. */
export function SecretOnce({ accessKey, secret, href }: Props) {
  const region = useRef<HTMLElement>(null)
  useEffect(() => region.current?.focus(), [])
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-labelledby="secret-once"
      className="grid gap-4 rounded-md border border-signal/50 bg-signal-wash px-4 py-4"
    >
      <div className="grid gap-1">
        <h2 id="secret-once" className="text-16 font-semibold">
          Store this secret now
        </h2>
        <p className="text-13 text-ink-2">
          It is shown this once and kept nowhere: Longcode keeps only its fingerprint. If it is lost, rotate the key.
        </p>
      </div>
      <dl className="grid gap-3">
        <Copyable name="Access key (user)" value={accessKey} what="access key" />
        <Copyable name="Secret (password)" value={secret} what="secret" />
      </dl>
      {/* A whole page load: nothing of this answer stays in the browser. */}
      <a href={href} className={`${PRIMARY} min-h-9 w-fit px-4`}>
        I stored it
      </a>
    </section>
  )
}

function Copyable({ name, value, what }: { name: string; value: string; what: string }) {
  return (
    <div className="grid gap-1">
      <dt className="text-12 text-ink-2">{name}</dt>
      <dd className="flex items-start gap-2 rounded-md border border-line-strong/60 bg-surface px-3 py-2">
        <span className="num min-w-0 flex-1 break-all select-all">{value}</span>
        <CopyButton text={value} what={what} />
      </dd>
    </div>
  )
}
