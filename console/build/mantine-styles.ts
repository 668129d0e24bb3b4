import type { Plugin } from 'vite'

const CLASS_NAMES = /\/@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/

/**
 * Gives each Mantine component that the console uses its own style sheet, in place of one sheet for all of them: whoever
 * has the class names of a sheet gets the sheet. Layered sheets let our own rules win whatever the order of the files.
 */
export const mantineStyles = (): Plugin => ({
  name: 'muster:mantine-styles',
  apply: 'build',
  transform(code, id) {
    const [, sheet] = CLASS_NAMES.exec(id) ?? []
    if (sheet === undefined) return undefined
    return { code: `import '@mantine/core/styles/${sheet}.layer.css';\n${code}`, map: null }
  },
})
