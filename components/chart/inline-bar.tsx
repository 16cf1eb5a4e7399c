/** A bar in a row of a table. Drawn, not styled: the page's policy allows no style in the markup. */
export function InlineBar({ share, className }: { share: number; className: string }) {
  return (
    <svg
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
      className={`h-2.5 rounded-[2px] bg-sunk ${className}`}
    >
      <rect width={Math.max(2, Math.min(100, share * 100))} height="10" className="fill-failed" />
    </svg>
  )
}
