/** Which engines the suites run on: `MUSTER_TEST_ENGINE=sqlite|postgres|both`, both by default. */
export type TestEngine = 'sqlite' | 'postgres'

const NAMES: Readonly<Record<string, readonly TestEngine[]>> = {
  sqlite: ['sqlite'],
  postgres: ['postgres'],
  both: ['sqlite', 'postgres'],
}

const wanted = process.env['MUSTER_TEST_ENGINE'] ?? 'both'

export const testEngines: readonly TestEngine[] = NAMES[wanted] ?? refuse()

function refuse(): never {
  throw new Error(`MUSTER_TEST_ENGINE is ${JSON.stringify(wanted)}; it wants sqlite, postgres or both`)
}
