const COLUMNS = [2, 6.6, 11.2, 15.8]

/** Three rows of a punched tape; the last ends in a long code. */
export function Mark({ className = 'size-[22px]' }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" className={`${className} text-signal`}>
      {COLUMNS.slice(0, 3).map((x) => (
        <g key={x}>
          <rect x={x} y="4" width="3" height="3" rx=".8" />
          <rect x={x} y="10.5" width="3" height="3" rx=".8" opacity=".55" />
          <rect x={x} y="17" width="3" height="3" rx=".8" />
        </g>
      ))}
      <rect x={COLUMNS[3]} y="17" width="6.2" height="3" rx=".8" />
    </svg>
  )
}

export function Wordmark() {
  return (
    <span className="flex items-center gap-[9px] text-16 font-semibold tracking-[-0.012em]">
      <Mark />
      Longcode
    </span>
  )
}
