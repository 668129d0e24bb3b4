/** Checks that fail today, with what is missing: by the name of the check. */
export const NOT_YET: ReadonlyMap<string, string> = new Map([
  ['RFC 7643 §2.3.7 MUST: a reference to a SCIM resource leads to that resource', 'members have no $ref'],
  ['RFC 7643 §4.2 MUST: a group keeps its members, users and groups', 'members have no $ref'],
  ['RFC 7643 §8.4 MUST: the group is created and given back without loss', 'members have no $ref'],
])
