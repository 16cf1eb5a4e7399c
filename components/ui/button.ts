/** The two kinds of button. One primary action a page; everything else is quiet. */
const SHAPE =
  'inline-flex items-center justify-center gap-[7px] rounded-md border px-3 text-13 font-medium whitespace-nowrap transition-[background-color,border-color] duration-150 min-h-8 disabled:opacity-60'

export const QUIET = `${SHAPE} border-line-strong bg-surface text-ink hover:bg-sunk`
export const PRIMARY = `${SHAPE} border-signal bg-signal text-signal-ink hover:border-signal-strong hover:bg-signal-strong`
