import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importProblem } from './import-direction.ts'

/** The rules of this project that no ready-made rule covers. Loaded by oxlint (`.oxlintrc.jsonc`), tried in lint.test.ts. */

/** The parts of an ESTree node that the rules below look at. */
type Node = {
  readonly type: string
  readonly name?: string
  readonly value?: unknown
  readonly importKind?: string
  readonly exportKind?: string
  readonly source?: Node | null
  readonly callee?: Node
  readonly arguments?: readonly Node[]
  readonly body?: readonly Node[]
  readonly specifiers?: readonly { readonly type: string; readonly imported?: Node }[]
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[]
}
type Context = {
  readonly filename: string
  readonly cwd: string
  report(problem: { readonly node: Node; readonly message: string }): void
}
type Rule = { create(context: Context): Record<string, (node: Node) => void> }

const importDirection: Rule = {
  create(context) {
    const file = pathFromRoot(context)
    const inspect = (node: Node): void => {
      if (typeof node.source?.value !== 'string') return
      const typeOnly = node.importKind === 'type' || node.exportKind === 'type'
      const message = importProblem(file, node.source.value, typeOnly)
      if (message !== undefined) context.report({ node, message })
    }
    return {
      ImportDeclaration: inspect,
      ImportExpression: inspect,
      ExportNamedDeclaration: inspect,
      ExportAllDeclaration: inspect,
    }
  },
}

/** A barrel makes every importer load everything and hides where a name lives. */
const noBarrel: Rule = {
  create(context) {
    return {
      Program(node) {
        if (/(^|\/)index\.[cm]?[jt]s$/.test(pathFromRoot(context))) {
          context.report({ node, message: 'No index files: name the file after the one thing it does' })
        }
        const statements = node.body ?? []
        if (statements.length > 0 && statements.every(isReExport)) {
          context.report({ node, message: 'A file that only re-exports is a barrel: import from where the name lives' })
        }
      },
      ExportAllDeclaration(node) {
        context.report({ node, message: 'No `export *`: import from where the name lives' })
      },
    }
  },
}

const isReExport = (node: Node): boolean =>
  node.type.startsWith('Export') && node.source !== null && node.source !== undefined

const noThrow: Rule = {
  create(context) {
    return {
      ThrowStatement(node) {
        context.report({
          node,
          message: 'What a caller can cause is a Result (src/shared/result.ts), not an exception',
        })
      },
    }
  },
}

/** Built-in modules without effects; everything else of Node is a port. */
const PURE_MODULES = new Set(['node:buffer', 'node:crypto', 'node:url', 'node:util'])
/** Names of node:crypto that draw randomness. */
const RANDOM = /^(random|generate|getRandomValues|webcrypto)/

const noEffects: Rule = {
  create(context) {
    return {
      ImportDeclaration(node) {
        const module = node.source?.value
        if (typeof module !== 'string' || !module.startsWith('node:') || node.importKind === 'type') return
        if (!PURE_MODULES.has(module)) {
          context.report({ node, message: `${module} has effects: take what it does as an argument` })
        } else if (module === 'node:crypto' && !drawsNoRandomness(node)) {
          context.report({ node, message: 'Take RandomBytes or NewId as an argument (src/shared/ids.ts)' })
        }
      },
      NewExpression(node) {
        if (node.callee?.name !== 'Date' || (node.arguments ?? []).length > 0) return
        context.report({ node, message: '`new Date()` reads the clock: take a Clock (src/shared/clock.ts)' })
      },
    }
  },
}

/** False also for `import * as crypto`, which would let everything through. */
const drawsNoRandomness = (node: Node): boolean =>
  (node.specifiers ?? []).every(
    ({ type, imported }) => type === 'ImportSpecifier' && !RANDOM.test(imported?.name ?? ''),
  )

/** SQL is written all lower or all upper case; a sentence such as “Select a directory from the list” is neither. */
const SHOUTED_OR_WHISPERED = /^\s*([a-z]+|[A-Z]+)\s/
const STATEMENT =
  /^\s*(select\s.+\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s|(create|alter|drop)\s+(unique\s+)?(table|index)\s|pragma\s)/is

const noRawSql: Rule = {
  create(context) {
    const file = pathFromRoot(context)
    const isExempt = !file.startsWith('src/') || file.startsWith('src/storage/') || file.endsWith('.test.ts')
    if (isExempt) return {}
    const inspect = (node: Node, text: unknown): void => {
      if (typeof text !== 'string' || !SHOUTED_OR_WHISPERED.test(text) || !STATEMENT.test(text)) return
      context.report({ node, message: 'SQL lives in src/storage and nowhere else' })
    }
    return {
      Literal: (node) => inspect(node, node.value),
      TemplateLiteral: (node) => inspect(node, node.quasis?.map(({ value }) => value.cooked).join('?')),
    }
  },
}

const root = fileURLToPath(new URL('..', import.meta.url))

const pathFromRoot = ({ filename }: Context): string => relative(root, filename).split(sep).join('/')

export default {
  meta: { name: 'muster' },
  rules: {
    'import-direction': importDirection,
    'no-barrel': noBarrel,
    'no-throw': noThrow,
    'no-effects': noEffects,
    'no-raw-sql': noRawSql,
  },
}
