/** Where the client reached us: what absolute URLs begin with. Behind a proxy only the public URL knows the scheme. */
export function originOf(publicUrl: URL | undefined, host: string): string {
  return publicUrl !== undefined && publicUrl.host === host.toLowerCase() ? publicUrl.origin : `http://${host}`
}

/** The query string of a request target, without `?`. */
export function queryOf(target: string): string {
  const question = target.indexOf('?')
  return question < 0 ? '' : target.slice(question + 1)
}
