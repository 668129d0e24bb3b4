/** What a client may be called. The server has the last word; this one answers while one types. */
export const isClientId = (text: string): boolean =>
  /^[A-Za-z0-9._@-]{1,256}$/.test(text) && text !== '.' && text !== '..'

/** The characters of `text` that a client id cannot have, each once. */
export const forbiddenIn = (text: string): readonly string[] => [...new Set(text.replaceAll(/[A-Za-z0-9._@-]/g, ''))]
