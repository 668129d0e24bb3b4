/** What a column can give back. Counts and instants stay far below 2^53. */
export type Cell = string | number | null

/** A cell that does not hold what its column promises is a bug or a damaged file, so these throw. */
export function text(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell
  throw new TypeError(`expected text in a row, met ${typeof cell}`)
}

export function integer(cell: Cell | undefined): number {
  if (typeof cell === 'number') return cell
  throw new TypeError(`expected a number in a row, met ${typeof cell}`)
}

export const flag = (cell: Cell | undefined): boolean => integer(cell) !== 0

export const optionalText = (cell: Cell | undefined): string | undefined => (cell === null ? undefined : text(cell))

export const optionalInteger = (cell: Cell | undefined): number | undefined =>
  cell === null ? undefined : integer(cell)
