/** What a caller can cause is a value. Exceptions are left for bugs and broken infrastructure. */
export type Ok<T> = { readonly ok: true; readonly value: T }
export type Fail<E> = { readonly ok: false; readonly error: E }
export type Result<T, E> = Ok<T> | Fail<E>

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })
export const fail = <E>(error: E): Fail<E> => ({ ok: false, error })
