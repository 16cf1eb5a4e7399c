export const MENU_BUTTON =
  'inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5 text-13 whitespace-nowrap text-ink-2 hover:bg-sunk hover:text-ink'
