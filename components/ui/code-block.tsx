import { CopyButton } from './copy-button.tsx'

/** A command that works as it stands: its lines are never broken, it scrolls inside. */
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <div className="relative rounded-md border border-line bg-sunk/60">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys as well */}
      <pre tabIndex={0} className="num overflow-x-auto rounded-md p-3 pr-11 text-13 leading-5">
        {code}
      </pre>
      {/* As high as the block: what is scrolled does not show beside the button. */}
      <div className="absolute inset-y-0 right-0 rounded-r-md bg-sunk p-1.5">
        <CopyButton text={code} what={what} />
      </div>
    </div>
  )
}
