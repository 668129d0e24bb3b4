/** Checks that fail today, with what is missing: by the name of the check. */
export const NOT_YET: ReadonlyMap<string, string> = new Map([
  ['RFC 7643 §2.3.7 MUST: a reference to a SCIM resource leads to that resource', 'members have no $ref'],
  ['RFC 7643 §4.2 MUST: a group keeps its members, users and groups', 'members have no $ref'],
  ['RFC 7643 §8.4 MUST: the group is created and given back without loss', 'members have no $ref'],
  ['RFC 7643 §2.4 SHOULD: the same type and value do not occur twice in an attribute', 'equal values are kept'],
  ['RFC 7644 §3.4.2.1 SHOULD: a query of the root finds resources of every type', 'the root is no endpoint'],
  ['RFC 7644 §3.4.2.4 MUST: a negative count means 0', 'it means a full page'],
  ['RFC 7644 §3.4.3 MUST: POST /.search finds resources of every type', 'there is no .search'],
  ['RFC 7644 §3.4.3 MUST: POST /Groups/.search finds groups', 'there is no .search'],
  ['RFC 7644 §3.4.3 MUST: POST /Users/.search answers like a GET with the same parameters', 'there is no .search'],
  ['RFC 7644 §3.4.3 MUST: a body that is not JSON is refused with 400', 'there is no .search'],
  ['RFC 7644 §3.4.3 MUST: a filter that cannot be read is refused with 400 invalidFilter', 'there is no .search'],
])
