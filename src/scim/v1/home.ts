/** What a resource of Access says about the directory it lives in. */
export type Home = {
  readonly uuid: string
  readonly name: string
  readonly type: 'OTHER_DIRECTORY' | 'LOCAL_DIRECTORY'
  /** At least one. The first is the domain of whoever came without one. */
  readonly domains: readonly string[]
}

export const defaultDomain = (home: Home): string => home.domains[0] ?? ''

/** How users of a directory come about, in Access's words (access-contract §4.3). */
export const userTypeOf = (home: Home): 'PROVISIONED' | 'LOCAL' =>
  home.type === 'OTHER_DIRECTORY' ? 'PROVISIONED' : 'LOCAL'
