/** Ends an exhaustive `switch`. The one sanctioned throw of the pure folders: reaching it is a bug, never a caller's doing. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
