import { encode } from 'uqr'
import { CopyButton } from '#components/ui/copy-button.tsx'

/** Black on white in every theme: some cameras read nothing else. */
export function QrCode({ uri, typed }: { uri: string; typed: string }) {
  const { data, size } = encode(uri, { border: 3 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <div className="grid gap-3">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label="QR code for your authenticator app"
        shapeRendering="crispEdges"
        className="w-44 rounded-md border border-line"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <details className="text-13">
        <summary className="link w-fit">No camera at hand</summary>
        <p className="mt-2 text-ink-2">Type this key into the app, as a code that changes with time:</p>
        <p className="mt-1 flex items-baseline gap-1">
          <span className="num">{typed}</span>
          <CopyButton text={typed.replaceAll(' ', '')} what="key" />
        </p>
        <p className="mt-2">
          <a className="link" href={uri}>
            Open it in an app on this device
          </a>
        </p>
      </details>
    </div>
  )
}
