import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerFamily, familyOf, mediaTypeIn, vendorNameOf } from './media-type.ts'

for (const [mediaType, family, name] of [
  ['application/vnd.vmware.horizon.manager.oauth2client+json', 'vmware', 'horizon.manager.oauth2client'],
  [
    'Application/VND.Omnissa.Horizon.Manager.OAuth2Client+JSON; charset=utf-8',
    'omnissa',
    'horizon.manager.oauth2client',
  ],
  ['application/json', 'json', undefined],
  ['application/json;charset=utf-8', 'json', undefined],
  ['application/scim+json', undefined, undefined],
  ['application/vnd.acme.thing+json', undefined, undefined],
  ['application/vnd.vmware.thing+xml', undefined, undefined],
  ['*/*', undefined, undefined],
  ['', undefined, undefined],
] as const) {
  test(`${mediaType || 'nothing'} is of the family ${family}`, () => {
    assert.deepEqual([familyOf(mediaType), vendorNameOf(mediaType)], [family, name])
  })
}

for (const [accept, contentType, family] of [
  [undefined, undefined, 'vmware'],
  ['*/*', 'application/json', 'vmware'],
  ['*/*', 'application/vnd.omnissa.x+json', 'omnissa'],
  ['text/html, application/vnd.omnissa.x+json;q=0.5', undefined, 'omnissa'],
  ['application/json, text/plain, */*', 'application/vnd.vmware.x+json', 'json'],
  ['application/json;q=0, application/vnd.omnissa.x+json', undefined, 'omnissa'],
  ['application/json; q=0.0', undefined, 'vmware'],
] as const) {
  test(`Accept ${accept} on a body of ${contentType} is answered in ${family}`, () => {
    assert.equal(answerFamily(accept, contentType), family)
  })
}

test('plain JSON has no vendor name', () => {
  assert.equal(mediaTypeIn('json', 'x'), 'application/json')
  assert.equal(mediaTypeIn('omnissa', 'x'), 'application/vnd.omnissa.x+json')
})
