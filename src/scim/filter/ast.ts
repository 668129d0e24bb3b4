import type { AttributePath } from '../schema/attribute.ts'

/** RFC 7644 §3.4.2.2, table 3, as written. */
export type ComparisonOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'lt' | 'ge' | 'le'

/** The grammar and nothing else: names are not resolved, values are not typed. */
export type ParsedFilter =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly ParsedFilter[] }
  | { readonly kind: 'not'; readonly operand: ParsedFilter }
  | { readonly kind: 'present'; readonly path: string }
  | {
      readonly kind: 'compare'
      readonly path: string
      readonly operator: ComparisonOperator
      readonly value: ParsedValue
    }
  /** `emails[type eq "work"]`. The tolerated `emails[type eq "work"].value eq "x"` is parsed into it (scim-clients F1). */
  | { readonly kind: 'valuePath'; readonly path: string; readonly filter: ParsedFilter }

/** `quoted` tells `"true"` from `true`: the type of the attribute decides what either of them means (scim-clients F4). */
export type ParsedValue =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'null' }

/**
 * A filter that may reach SQL: names resolved, operands typed and turned into index keys, sugar removed. `ne` of a single
 * value is `not eq`; `eq null` is `not pr`; a complex attribute alone means its `value` when it is compared, any of its
 * sub-attributes when it is `present`. An element filter (`emails[…]`) is a conjunction of leaves and negated leaves over sub-attributes
 * of one attribute, all to be met by one element.
 */
export type BoundFilter =
  /** Of nothing: `and` is met by everything, `or` by nothing. */
  | { readonly kind: 'and' | 'or'; readonly operands: readonly BoundFilter[] }
  | { readonly kind: 'not'; readonly operand: BoundFilter }
  | { readonly kind: 'present'; readonly path: AttributePath }
  | {
      readonly kind: 'compare'
      readonly path: AttributePath
      /** `ne` asks for a value that is another one; only of an attribute with several values. */
      readonly operator: ComparisonOperator
      /**
       * In the form of {@link IndexRow.key}, so that one comparison of text serves every type and both consumers. Cut like
       * it for `eq` and `ne`, in full for the others.
       */
      readonly key: string
    }
  | { readonly kind: 'element'; readonly path: AttributePath; readonly filter: BoundFilter }

/**
 * One filterable value of a resource. Keys compare as text, by code point: strings folded by `canonicalKey` unless the
 * attribute is case-exact, booleans `true`/`false`, numbers and instants in a fixed-width form that sorts as they do.
 */
export type IndexRow = {
  readonly path: string
  /** Position of the element in a multi-valued attribute, 0 for a single value: correlates sub-attributes of one element. */
  readonly element: number
  /** A long text keeps its beginning here and ends in a digest of the whole. */
  readonly key: string
  /** The text in full, where the key is cut. */
  readonly whole?: string
  /** See `Attribute.lookup`. */
  readonly lookup: boolean
  /** Nobody else may have this value; see `AttributeNode.unique`. */
  readonly unique?: { readonly name: string; readonly scope: 'directory' | 'tenant' }
}
