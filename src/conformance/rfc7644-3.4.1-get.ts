import { must, type Section } from './check.ts'
import { at, equal, isTrue, refused, statusIs } from './expect.ts'

export const getting: Section = {
  title: 'RFC 7644 §3.4.1: retrieving a known resource',
  checks: [
    must('RFC 7644 §3.4.1', 'a resource that exists is answered with 200 and its representation', async (scim) => {
      for (const [endpoint, made] of [
        ['/Users', await scim.user()],
        ['/Groups', await scim.group()],
      ] as const) {
        const answer = await scim.get(`${endpoint}/${made.id}`)
        statusIs(answer, 200)
        equal(answer.json, made, `what is at ${endpoint}/${made.id}`)
        equal(answer.headers.get('location') ?? at(made, 'meta', 'location'), at(made, 'meta', 'location'), 'Location')
      }
    }),
    must('RFC 7644 §3.4.1', 'a resource that does not exist is answered with 404', async (scim) => {
      for (const id of ['2819c223-7f76-453a-919d-413861904646', 'nobody', '%20', 'a%2Fb', '..%2fx', "'--"]) {
        refused(await scim.get(`/Users/${id}`), 404)
        refused(await scim.get(`/Groups/${id}`), 404)
      }
    }),
    must('RFC 7644 §3.4.1', 'a resource is found below the endpoint of its type alone', async (scim) => {
      refused(await scim.get(`/Groups/${(await scim.user()).id}`), 404)
      refused(await scim.get(`/Users/${(await scim.group()).id}`), 404)
    }),
    must('RFC 7643 §3.1', 'an id is caseExact', async (scim) => {
      const { id } = await scim.user()
      const other = id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase()
      if (other !== id) refused(await scim.get(`/Users/${other}`), 404)
    }),
    must('RFC 7644 §3.2', 'an endpoint that does not exist is answered with 404', async (scim) => {
      refused(await scim.get('/Unicorns'), 404)
      refused(await scim.get('/Unicorns/1'), 404)
    }),
    must('RFC 7644 §3.9', 'attributes and excludedAttributes shape the answer to a GET', async (scim) => {
      const { id } = await scim.user({ nickName: 'Countess', displayName: 'Ada' })
      const only = (await scim.get(`/Users/${id}?attributes=nickName`)).json
      equal([only['id'], only['nickName'], only['displayName']], [id, 'Countess', undefined], 'what is returned')
      const except = (await scim.get(`/Users/${id}?excludedAttributes=nickName`)).json
      equal([except['id'], except['nickName'], except['displayName']], [id, undefined, 'Ada'], 'what is returned')
    }),
    must('RFC 7644 §3.4.1', 'unknown query parameters are ignored', async (scim) => {
      const ada = await scim.user()
      const answer = await scim.get(`/Users/${ada.id}?unknown=1&_=2`)
      statusIs(answer, 200)
      isTrue(answer.json['id'] === ada.id, 'the resource is answered')
    }),
  ],
}
