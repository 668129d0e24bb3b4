import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import Fastify from 'fastify'
import { addressOf } from './client-address.ts'

/** What a server that trusts these proxies takes for the address of a request that came with this header. */
async function seen(trustedProxies: readonly string[], remoteAddress: string, forwarded?: string): Promise<string> {
  const app = Fastify({ trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies] })
  app.get('/', async (request) => addressOf(request))
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return (await app.inject({ url: '/', remoteAddress, headers })).body
}

const PROXIES = ['10.0.0.0/8', '2001:db8:ffff::/48']

describe('the address of a request', () => {
  for (const [what, remote, forwarded, address] of [
    ['the client’s, behind one proxy', '10.0.0.1', '192.0.2.7', '192.0.2.7'],
    [
      'the last hop that is no proxy, not what the client wrote before it',
      '10.0.0.1',
      '6.6.6.6, 192.0.2.7',
      '192.0.2.7',
    ],
    ['the same behind two proxies', '10.0.0.1', '6.6.6.6, 192.0.2.7, 10.1.2.3', '192.0.2.7'],
    ['the socket’s, where it is no proxy that writes the header', '198.51.100.9', '192.0.2.7', '198.51.100.9'],
    ['the proxy’s, where it writes none', '10.0.0.1', undefined, '10.0.0.1'],
    ['without the port that some proxies write', '10.0.0.1', '192.0.2.7:49152', '192.0.2.7'],
    ['of IPv6', '2001:db8:ffff::1', '2001:db8::7', '2001:db8::7'],
    ['of IPv6 with brackets and port', '10.0.0.1', '[2001:db8::7]:49152', '2001:db8::7'],
    ['the proxy’s, where it writes what is no address', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['the proxy’s, where nothing is in the header', '10.0.0.1', ' , ', '10.0.0.1'],
    ['IPv4, where a socket shows it inside of IPv6', '::ffff:198.51.100.9', undefined, '198.51.100.9'],
    ['the client’s, where the proxy’s shows inside of IPv6', '::ffff:10.0.0.1', '192.0.2.7', '192.0.2.7'],
  ] as const) {
    test(`is ${what}`, async () => assert.equal(await seen(PROXIES, remote, forwarded), address))
  }

  test('is the socket’s, whatever the header says, where no proxy is trusted', async () =>
    assert.equal(await seen([], '10.0.0.1', '192.0.2.7'), '10.0.0.1'))
})
