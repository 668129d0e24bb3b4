type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** "Left out" is an absent key, so that a spread does not overwrite with nothing. */
export const dropUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>
