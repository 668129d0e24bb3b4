/** `attribute eq "value"`; the literal is JSON text (RFC 7644 §3.4.2.2). `operator` as the client spells it. */
export const comparison = (attribute: string, value: string, operator = 'eq'): string =>
  `${attribute} ${operator} ${JSON.stringify(value)}`

/** Spaces as `%20`, quotes as `%22`: what Okta, Java and Go clients send. */
export const percentEncoded = encodeURIComponent

/** Spaces as `+`, as HTML forms have it: .NET, Ruby and Python clients. */
export const formEncoded = (filter: string): string => encodeURIComponent(filter).replaceAll('%20', '+')

/** As {@link formEncoded}, but double quotes go as they are: Microsoft's validator. */
export const rawQuoted = (filter: string): string => formEncoded(filter).replaceAll('%22', '"')
