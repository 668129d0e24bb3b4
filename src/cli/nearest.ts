/** The candidate that `typed` was most likely meant to be, or `undefined` when none is close. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(typed.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const [best] = ranked
  return best !== undefined && best.distance <= Math.max(2, Math.floor(typed.length / 3)) ? best.candidate : undefined
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn one into the other. */
function editDistance(a: string, b: string): number {
  let older: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const steps = [cell(previous, j) + 1, cell(current, j - 1) + 1, cell(previous, j - 1) + cost]
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps.push(cell(older, j - 2) + 1)
      current.push(Math.min(...steps))
    }
    older = previous
    previous = current
  }
  return cell(previous, b.length)
}

const cell = (row: readonly number[], at: number): number => row[at] ?? Number.POSITIVE_INFINITY
