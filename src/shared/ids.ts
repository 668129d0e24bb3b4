/** A fresh UUID version 7 (RFC 9562 §5.7), lower case with hyphens: random, and ordered by the time it was made. */
export type NewId = () => string

/** `count` bytes from a cryptographically secure source. */
export type RandomBytes = (count: number) => Uint8Array
