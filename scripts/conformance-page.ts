import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Check, nameOf } from '../src/conformance/check.ts'
import { SECTIONS } from '../src/conformance/sections.ts'
import { REFUSED_ON_PURPOSE } from '../test/conformance/refused-on-purpose.ts'

/** `node scripts/conformance-page.ts` writes docs/conformance.md anew; its test compares the two. */

const INTRODUCTION = `# Conformance

Muster is held against RFC 7643, RFC 7644 and RFC 9865 by an examination that knows HTTP and the RFCs and nothing of what is
inside: \`src/conformance\`, one file per section. \`npm test\` runs it against the whole program on both databases, and an
administrator can run it against any SCIM 2.0 server:

\`\`\`
npm run muster -- conformance --base https://example.com/scim/v2 --token "$TOKEN"
npm run muster -- conformance --base https://example.com/scim/v2 --token "$TOKEN" --only "7644 §3.5.2"
\`\`\`

It creates people and groups, removes them again, and prints each demand that is not met with the answer that shows it. It
ends with 1 when a MUST is not met. What a server says it does not offer is not held against it.

SCIM 1.1, as Workspace ONE Access speaks it, is held against its own contract by \`test/protocol/scim-v1-*.test.ts\`.

This page is written by \`scripts/conformance-page.ts\` from the checks; do not edit it.
`

/** Clauses that ask something of a server and that no conversation over HTTP can show. */
const NOT_SHOWN: readonly (readonly [clause: string, why: string])[] = [
  ['RFC 7643 §9', 'How personal data is stored and protected is seen from inside alone.'],
  ['RFC 7644 §3.4.2 `tooMany`', 'Every list is a page, so no result is too large.'],
  ['RFC 7644 §5', 'How names are folded before they are compared is tested beside `src/shared/text.ts`.'],
  ['RFC 7644 §6', 'Tenants are told apart by host name: `test/protocol/admin-tenancy.test.ts`.'],
  ['RFC 7644 §7.1, §7.2', 'TLS ends in front of the program.'],
  ['RFC 9865 §2 `expiredCursor`', 'It needs a clock that the test moves.'],
]

export function conformancePage(): string {
  const refused = [...REFUSED_ON_PURPOSE].map(([name, why]) => `- ${escaped(name)}. ${why}`)
  const notShown = NOT_SHOWN.map(([clause, why]) => `- ${clause}: ${why}`)
  return [
    INTRODUCTION,
    '## Refused on purpose',
    '',
    'Where what the RFC says and what identity providers do cannot both be met.',
    '',
    ...refused,
    '',
    '## Not shown here',
    '',
    ...notShown,
    '',
    '## What is demanded',
    '',
    ...summary(),
    ...SECTIONS.flatMap(({ title, checks }) => [`### ${title}`, '', ...checks.map(line), '']),
  ].join('\n')
}

function summary(): readonly string[] {
  const checks = SECTIONS.flatMap((section) => section.checks)
  const clauses = new Set(checks.map(({ clause }) => clause))
  const must = checks.filter(({ level }) => level === 'MUST').length
  return [`${must} MUST and ${checks.length - must} SHOULD of ${clauses.size} clauses.`, '']
}

function line(check: Check): string {
  const mark = REFUSED_ON_PURPOSE.has(nameOf(check)) ? ' *(refused on purpose)*' : ''
  return `- ${check.clause} ${check.level}: ${escaped(check.demand)}${mark}`
}

/** Filters hold what Markdown would read as its own. */
const escaped = (text: string): string => text.replaceAll(/[*_[\]<>`$|\\]/g, (sign) => `\\${sign}`)

export const PAGE = fileURLToPath(new URL('../docs/conformance.md', import.meta.url))

if (import.meta.main) writeFileSync(PAGE, conformancePage())
