/**
 * What limits count an address as: an IPv4 address itself, of IPv6 the first 64 bits, because the rest is the guest's to
 * choose (RFC 4291 §2.5.4).
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [left = '', right] = address.split('::')
  const head = groupsOf(left)
  const tail = groupsOf(right ?? '')
  const gap = right === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  const groups = [...head, ...Array<string>(gap).fill('0'), ...tail]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

const groupsOf = (text: string): readonly string[] => (text === '' ? [] : text.split(':'))
