import { CopyButton } from './copy-button.tsx'

/** A command that works as it stands. */
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <div className="relative rounded-md border border-line bg-sunk/60">
      <pre className="num p-3 pr-11 text-13 leading-5 wrap-anywhere whitespace-pre-wrap">{code}</pre>
      <div className="absolute top-1.5 right-1.5 rounded-sm bg-surface">
        <CopyButton text={code} what={what} />
      </div>
    </div>
  )
}
