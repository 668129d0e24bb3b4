/**
 * Names are compared by one canonical key: computed here, stored beside the value, unique in the database. Neither
 * engine's own folding is used, because they disagree (SQLite knows ASCII only, PostgreSQL depends on the locale).
 * A change to {@link canonicalKey} needs a new version here and a migration that computes every stored key again.
 */
export const CANONICAL_KEY_VERSION = 1

/**
 * The key under which two spellings of a name are the same name: `BOB` and `bob`, composed and decomposed letters,
 * full-width and superscript forms, `ß` and `SS`, final and medial sigma.
 */
export function canonicalKey(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  // lower → upper → lower is the full case folding that JavaScript lacks: upper casing opens ß to SS and joins ς with σ
  return text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC')
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

/** Order by code point, as both engines order text by bytes of UTF-8; `<` on JavaScript strings orders by UTF-16 unit. */
export function compareByCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    // a surrogate belongs to a code point above U+FFFF, so it sorts after every other unit
    return rank(x) - rank(y)
  }
  return a.length - b.length
}

const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)
