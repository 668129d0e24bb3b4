import { fail } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'

export const invalidFilter = (detail: string): ScimResult<never> => fail({ kind: 'invalidFilter', detail })

/** RFC 7644 §7.5.2: a filter on what is never returned would tell it piece by piece. */
export const sensitive = (node: AttributeNode): ScimResult<never> =>
  fail({
    kind: 'sensitive',
    path: node.label,
    detail: `"${node.label}" cannot be searched, because it is never returned.`,
  })

/** As much of a caller's text as belongs into a sentence. */
export const clip = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)
