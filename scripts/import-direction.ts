import { dirname, join, normalize } from 'node:path/posix'

/** What a folder of `src` may import from the others: whole folders, single files, or only the types of a file or a folder. */
type Allowance = {
  readonly folders: readonly string[]
  readonly files?: readonly string[]
  readonly types?: readonly string[]
}

const CORE = ['shared', 'scim', 'oauth', 'directory', 'access']

/** ARCHITECTURE.md says this in one line. `app.ts` and `main.ts` wire everything and stand above it. */
const MAY_IMPORT: Readonly<Record<string, Allowance>> = {
  shared: { folders: [] },
  scim: { folders: ['shared'] },
  oauth: { folders: ['shared'] },
  directory: { folders: ['shared', 'scim', 'oauth'] },
  access: { folders: ['shared', 'scim', 'oauth', 'directory'] },
  recorder: { folders: CORE },
  feed: { folders: CORE },
  http: { folders: [...CORE, 'recorder', 'feed'], types: ['config.ts'] },
  storage: { folders: ['shared', 'scim'], types: ['directory/ports.ts', 'access/ports/'] },
  idp: { folders: ['shared'] },
  conformance: { folders: ['shared'] },
  // The commands start a server of their own and drive the simulators and the examination.
  cli: { folders: [...CORE, 'recorder', 'feed', 'idp', 'conformance'], files: ['app.ts', 'config.ts'] },
}

/** Packages that only one folder may know, so that replacing one is the work of that folder. */
const PACKAGE_HOME: Readonly<Record<string, string>> = { 'node:sqlite': 'storage', pg: 'storage', fastify: 'http' }

/**
 * Why `file` (a path from the project's root) may not import `specifier`, in a sentence; nothing when it may.
 * Tests may import what they need.
 */
export function importProblem(file: string, specifier: string, typeOnly: boolean): string | undefined {
  if (file.endsWith('.test.ts')) return undefined
  if (file.startsWith('console/src/')) return consoleProblem(file, specifier, typeOnly)
  if (!file.startsWith('src/')) return undefined
  const [, folder = ''] = file.split('/')
  const allowance = MAY_IMPORT[folder]
  if (allowance === undefined) return undefined
  if (!specifier.startsWith('.')) return packageProblem(folder, specifier)
  const target = normalize(join(dirname(file), specifier))
  if (!target.startsWith('src/')) return `src/${folder} may not import ${target}: the product does not depend on it`
  return fileProblem(folder, allowance, target.slice('src/'.length), typeOnly)
}

/** `target` counts from `src`. */
function fileProblem(folder: string, allowance: Allowance, target: string, typeOnly: boolean): string | undefined {
  const [other = ''] = target.split('/')
  if (other === folder || allowance.folders.includes(other) || allowance.files?.includes(target)) return undefined
  if (!allowance.types?.some((place) => target === place || (place.endsWith('/') && target.startsWith(place)))) {
    return `src/${folder} may not import src/${target}: see the import rule in ARCHITECTURE.md`
  }
  return typeOnly ? undefined : `src/${folder} may import types alone from src/${target}: write \`import type\``
}

const CONTRACT = 'src/http/admin/contract.ts'

/** The console is a client of the API. Its parts know no screen, and no screen knows another. */
function consoleProblem(file: string, specifier: string, typeOnly: boolean): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const target = normalize(join(dirname(file), specifier))
  if (!target.startsWith('console/')) {
    if (target === CONTRACT && typeOnly) return undefined
    return `the console may import nothing from ${target}: only types, and only from ${CONTRACT}`
  }
  const [, , folder = '', screen = ''] = file.split('/')
  const [, , other = '', otherScreen = ''] = target.split('/')
  // ui, api, text ← resource (what users and groups share) ← screens
  const above = folder === 'resource' ? ['screens', 'shell'] : ['screens', 'shell', 'resource']
  if (['ui', 'api', 'text', 'resource'].includes(folder) && above.includes(other)) {
    return `console/src/${folder} may not import ${target}: it serves every screen alike`
  }
  const isForeign = folder === 'screens' && other === 'screens' && screen !== otherScreen
  return isForeign
    ? `a screen may not import another: move what ${target} has for both to console/src/ui or resource`
    : undefined
}

function packageProblem(folder: string, specifier: string): string | undefined {
  const home = PACKAGE_HOME[specifier]
  return home === undefined || home === folder ? undefined : `${specifier} belongs to src/${home} alone`
}
