/**
 * Names that look alike must not differ (security SC-04): no white space around them, nothing invisible (zero-width and
 * format characters, byte order mark), nothing that turns the direction of text, no C0 or C1 controls.
 */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/

/** What is wrong with a name, as the end of a sentence that starts with the attribute; undefined when nothing is. */
export function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'a value that is not blank is required.'
  const unseen = UNSEEN.exec(name)
  if (unseen !== null) {
    const code = unseen[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `the invisible character U+${code} is not allowed. Correct the name at the identity provider.`
  }
  return name === name.trim()
    ? undefined
    : 'a space at its start or end is not allowed. Correct the name at the identity provider.'
}
