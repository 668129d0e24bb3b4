import type { AttributePath, ResourceType } from './attribute.ts'
import { lookUp, vocabularyOf, type AttributeNode } from './vocabulary.ts'

/**
 * The attribute a path means, or undefined. Names in any case; bare, dotted, behind a URN (aliases and known misspellings
 * too), and extension attributes without their URN where that is unambiguous. RFC 7644 §3.10.
 */
export function resolvePath(resourceType: ResourceType, text: string): AttributePath | undefined {
  return resolveNode(resourceType, text)
}

export function resolveNode(resourceType: ResourceType, text: string): AttributeNode | undefined {
  return lookUp(vocabularyOf(resourceType).paths, text)
}

/** The known name that is most like `text`, when one is close enough to be meant. */
export function nearestName(resourceType: ResourceType, text: string): string | undefined {
  // people know attributes by their short names, so what stands in front of the last colon is no part of the likeness
  return nearestOf(labelsOf(resourceType), text.slice(text.lastIndexOf(':') + 1))
}

/** The most alike of some names. */
export function nearestOf(names: ReadonlySet<string>, text: string): string | undefined {
  const wanted = text.slice(0, 64).toLowerCase()
  let nearest: string | undefined
  let least = Math.ceil(wanted.length / 3) + 1
  for (const label of names) {
    if (Math.abs(label.length - wanted.length) >= least) continue
    const distance = editDistance(wanted, label.toLowerCase())
    if (distance >= least) continue
    nearest = label
    least = distance
  }
  return nearest
}

/** ` Did you mean "userName"?`, or nothing. Ends a sentence about an unknown name. */
export function suggestion(resourceType: ResourceType, text: string): string {
  const nearest = nearestName(resourceType, text)
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`
}

const labelsOf = (resourceType: ResourceType): Set<string> =>
  new Set(
    [...vocabularyOf(resourceType).paths.values()]
      .filter(({ attribute }) => attribute.returned !== 'never')
      .map((node) => node.label),
  )

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
