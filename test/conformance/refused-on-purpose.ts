/** What Muster does not do as the RFC has it, and why: by the name of the check. docs/conformance.md shows it. */
export const REFUSED_ON_PURPOSE: ReadonlyMap<string, string> = new Map([
  [
    'RFC 7644 §3.5.2 MUST: a path that no schema declares is refused with 400 invalidPath or noTarget',
    'What has a place is kept, as in a POST, and what has none is passed over: a leaver must not stay active because of an unknown attribute beside `active`.',
  ],
  [
    'RFC 7644 §3.5.2.3 MUST: replace with a filter that matches nothing is refused with 400 noTarget',
    'The value is created, with what the filter says of it. Entra replaces `emails[type eq "work"].value` whether there is such an address or not, and gives up on a 400.',
  ],
  [
    'RFC 7643 §8.7.1 SHOULD: the User schema declares password, writeOnly and never returned',
    'It is accepted and dropped, so there is nothing to describe. Microsoft’s validator writes what /Schemas declares and reports as lost what it cannot read again.',
  ],
  [
    'RFC 7643 §4.3 SHOULD: manager.$ref is the address of the manager',
    'Identity providers name managers that were never provisioned, or are provisioned later. An address is kept where the client gives one.',
  ],
])
