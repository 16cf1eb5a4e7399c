/** Lines of CSV (RFC 4180) that a spreadsheet shows and does not run. */

/**
 * A cell that begins like a formula is shown as text: an apostrophe goes before it. One that begins with an apostrophe gets one
 * more, so that taking the first one off always gives back what was stored.
 */
const LIKE_A_FORMULA = /^[=+\-@\t\r\n'＝＋－＠]/

export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value)
  const text = value === null ? '' : value.replace(LIKE_A_FORMULA, "'$&")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A cell as it was before `csvLine` made a formula harmless. Written by hand, `'s-Hertogenbosch` stays as it is. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && LIKE_A_FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
}
