import type { Json, JsonObject } from '../../src/shared/json.ts'
import { at, unassignedIn } from '../../src/conformance/expect.ts'
import { LIST } from '../../src/conformance/urns.ts'

export type Watch = { readonly fetch: typeof fetch; readonly faults: readonly string[]; readonly seen: () => number }

/** Looks at every answer of an examination for what has to hold for all of them alike. */
export function watchAnswers(): Watch {
  const faults: string[] = []
  let seen = 0
  return {
    faults,
    seen: () => seen,
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      const text = await response.clone().text()
      seen += 1
      const url = input instanceof Request ? input.url : String(input)
      for (const fault of faultsIn(response, text)) faults.push(`${init?.method} ${url} ${response.status}: ${fault}`)
      return response
    },
  }
}

function faultsIn({ status, headers }: Response, text: string): readonly string[] {
  if (text === '') return status === 200 && headers.get('content-length') === '0' ? ['200 and nothing in it'] : []
  const type = headers.get('content-type')
  if (type !== 'application/scim+json') return [`the media type ${type}`]
  const body = JSON.parse(text) as JsonObject
  const schemas = body['schemas']
  if (!Array.isArray(schemas) || schemas.length === 0) return ['no schemas']
  const resources = at(body, 'Resources')
  const all = Array.isArray(resources) ? (resources as readonly JsonObject[]) : [body]
  return [
    ...(schemas.includes(LIST) ? listFaults(body, all.length) : headerFaults(body, headers)),
    // an answer may hold nobody, and a group without members shows that it has none
    ...all.flatMap((one) =>
      unassignedIn(one as Json).filter((path) => !/\/(Resources|members|Operations|detail)$/.test(path)),
    ),
    ...(headers.get('cache-control') === null ? ['no Cache-Control'] : []),
  ]
}

const listFaults = (body: JsonObject, length: number): readonly string[] =>
  body['itemsPerPage'] === length ? [] : [`itemsPerPage is ${JSON.stringify(body['itemsPerPage'])} of ${length}`]

/** The headers of one resource repeat what its meta says, where both are there. */
function headerFaults(body: JsonObject, headers: Headers): readonly string[] {
  return (
    [
      ['location', at(body, 'meta', 'location')],
      ['etag', at(body, 'meta', 'version')],
    ] as const
  ).flatMap(([name, told]) => {
    const header = headers.get(name)
    return told === undefined || header === null || header === told
      ? []
      : [`${name} is ${header}, not ${JSON.stringify(told)}`]
  })
}
