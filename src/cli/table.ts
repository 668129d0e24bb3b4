/** Columns of text two spaces apart; `numeric` ones are aligned at the right. Nothing trails at the end of a line. */
export function renderColumns(rows: readonly (readonly string[])[], numeric: readonly number[] = []): string {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell))))
  return rows
    .map((row) =>
      row
        .map((cell, i) => pad(cell, widths[i] ?? 0, numeric.includes(i)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function pad(cell: string, width: number, right: boolean): string {
  const space = ' '.repeat(width - displayWidth(cell))
  return right ? space + cell : cell + space
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u

/** How many cells of a terminal a text takes: marks none, East Asian letters two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const letter of text) if (!/\p{M}|\p{Cf}/u.test(letter)) width += WIDE.test(letter) ? 2 : 1
  return width
}

/** At most `width` cells, the last of them "…" when something was cut off. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let kept = ''
  for (const letter of text) {
    if (displayWidth(kept + letter) > width - 1) break
    kept += letter
  }
  return `${kept}…`
}
