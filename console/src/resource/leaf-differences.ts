/** What stood at a path before and what stands there now; null where nothing stood. */
export type LeafDifference = { readonly path: string; readonly before: unknown; readonly after: unknown }

/**
 * Takes the difference of an attribute apart until only what changed is left: of a `name`, its `name.familyName`; of an
 * extension, its `department`, without the URN. Arrays stay whole.
 */
export function leafDifferences(path: string, before: unknown, after: unknown): readonly LeafDifference[] {
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .flatMap((name) => leafDifferences(inside(path, name), before[name] ?? null, after[name] ?? null))
}

const inside = (path: string, name: string): string => (path.startsWith('urn:') ? name : `${path}.${name}`)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
