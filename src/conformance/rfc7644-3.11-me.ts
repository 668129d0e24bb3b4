import { must, type Section } from './check.ts'
import { at, equal, refused, statusIs, textOf } from './expect.ts'

export const me: Section = {
  title: 'RFC 7644 §3.11: /Me',
  checks: [
    must(
      'RFC 7644 §3.11',
      'GET /Me gives the resource of the caller, redirects to it with 308, or is answered with 501 or 404',
      async (scim) => {
        const answer = await scim.get('/Me')
        if (answer.status === 308) return equal(typeof answer.headers.get('location'), 'string', 'the type of Location')
        if (answer.status === 501 || answer.status === 404) return refused(answer, answer.status)
        statusIs(answer, 200)
        const location = textOf(at(answer.json, 'meta', 'location'))
        equal(answer.headers.get('location') ?? location, location, 'Location is the permanent address')
      },
    ),
  ],
}
