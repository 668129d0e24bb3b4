/**
 * The order in which the operations of a bulk request are tried, as groups. They keep the order of the request, except that
 * one which refers to a later one waits for it (RFC 7644 §3.7: the same result as in order). Operations that refer to one
 * another in a circle (RFC 7644 §3.7.1) are one group. `needs[i]` are the operations that operation `i` refers to.
 */
export function orderOf(needs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const circles = circlesIn(needs)
  const groups = [...new Set(circles)]
  const missing = new Map(groups.map((group) => [group, new Set(group.flatMap((i) => needsOf(i)))]))
  function needsOf(i: number): readonly (readonly number[])[] {
    return (needs[i] ?? []).flatMap((j) => (circles[j] === circles[i] ? [] : [circles[j] ?? []]))
  }
  const order: (readonly number[])[] = []
  let waiting: (readonly number[])[] = []
  const run = (group: readonly number[]): void => {
    order.push(group)
    for (const other of missing.values()) other.delete(group)
  }
  for (const group of groups.toSorted((a, b) => Math.max(...a) - Math.max(...b))) {
    waiting.push(group)
    // each one that runs may be what one before it waits for
    for (let ready = firstReady(waiting, missing); ready !== undefined; ready = firstReady(waiting, missing)) {
      run(ready)
      waiting = waiting.filter((one) => one !== ready)
    }
  }
  return order
}

const firstReady = (
  waiting: readonly (readonly number[])[],
  missing: ReadonlyMap<readonly number[], ReadonlySet<unknown>>,
): readonly number[] | undefined => waiting.find((group) => missing.get(group)?.size === 0)

type Visit = { readonly node: number; next: number }

/** For each operation the circle it is in, in the order of the request; mostly itself alone. Tarjan's algorithm, without recursion. */
function circlesIn(needs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const circles: (readonly number[])[] = needs.map(() => [])
  const index: (number | undefined)[] = needs.map(() => undefined)
  const low: number[] = needs.map(() => 0)
  const open: number[] = []
  const isOpen = new Set<number>()
  let count = 0
  const enter = (node: number): Visit => {
    index[node] = count
    low[node] = count
    count += 1
    open.push(node)
    isOpen.add(node)
    return { node, next: 0 }
  }
  const leave = (node: number): void => {
    if (low[node] !== index[node]) return
    const circle = open.splice(open.lastIndexOf(node)).toSorted((a, b) => a - b)
    for (const one of circle) {
      isOpen.delete(one)
      circles[one] = circle
    }
  }
  const lower = (node: number, by: number): void => void (low[node] = Math.min(low[node] ?? by, by))
  for (let start = 0; start < needs.length; start += 1) {
    if (index[start] !== undefined) continue
    const path = [enter(start)]
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const { node } = visit
      const needed = needs[node]?.[visit.next]
      visit.next += 1
      if (needed === undefined) {
        path.pop()
        leave(node)
        const parent = path.at(-1)
        if (parent !== undefined) lower(parent.node, low[node] ?? 0)
      } else if (index[needed] === undefined) path.push(enter(needed))
      else if (isOpen.has(needed)) lower(node, index[needed] ?? 0)
    }
  }
  return circles
}
