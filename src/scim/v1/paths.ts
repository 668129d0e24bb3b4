/**
 * A path of 1.1 in the words of the model: a URN may be followed by a dot instead of a colon, and a manager has a
 * `managerId`. The names of the schemas themselves are known to the vocabulary.
 */
export function pathFromV1(path: string): string {
  return path
    .trim()
    .replace(/^(urn:[^\s"[\]]*:\d+\.\d+)\.(?=[A-Za-z$])/i, '$1:')
    .replace(/(^|[:.])manager\.managerId$/i, '$1manager.value')
}
