import { must, type Section } from './check.ts'
import { at, isTrue, NotOffered, textOf } from './expect.ts'

export const versioning: Section = {
  title: 'RFC 7644 §3.13: the version in the base URL',
  checks: [
    must('RFC 7644 §3.13', 'a version in the base URL is v2, and stands in every location', async (scim) => {
      const [, version] = /\/(v\d+)(?:\/|$)/.exec(new URL(scim.base).pathname) ?? []
      if (version === undefined) throw new NotOffered('the base URL names no version')
      isTrue(version === 'v2', `${version} is v2`)
      const location = textOf(at(await scim.user(), 'meta', 'location'))
      isTrue(location.startsWith(`${scim.base}/`), `${location} begins with ${scim.base}`)
    }),
  ],
}
