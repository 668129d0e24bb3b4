import type { JsonObject } from '../shared/json.ts'
import { must, type Section } from './check.ts'
import { bodyOf, changeable, describedTypes, type Described, readable, valueIn, valueOf } from './described.ts'
import { carries, equal, finds, isTrue, NotOffered, refused, statusIs, textOf } from './expect.ts'
import type { Resource, Scim } from './scim.ts'

async function create(scim: Scim, type: Described, body: JsonObject): Promise<{ target: string; made: Resource }> {
  const answer = await scim.post(type.endpoint, body)
  statusIs(answer, 201)
  const made = answer.json as Resource
  return { target: `${type.endpoint}/${made.id}`, made }
}

export const everyAttribute: Section = {
  title: 'RFC 7643 §7: every attribute of every resource type that discovery tells of',
  checks: [
    must('RFC 7643 §7', 'a resource with all that its schemas declare is created and given back', async (scim) => {
      for (const type of await describedTypes(scim)) {
        const body = bodyOf(scim, type, 'all')
        const { target, made } = await create(scim, type, body)
        for (const resource of [made, (await scim.get(target)).json]) {
          for (const one of readable(type)) carries(valueIn(resource, one), valueIn(body, one) ?? null, one.path)
        }
      }
    }),
    must('RFC 7643 §7', 'a resource with what its schemas require alone is created', async (scim) => {
      for (const type of await describedTypes(scim)) await create(scim, type, bodyOf(scim, type, 'required'))
    }),
    must('RFC 7643 §7', 'what is required is demanded', async (scim) => {
      for (const type of await describedTypes(scim)) {
        const body = bodyOf(scim, type, 'required')
        for (const { name, extension, declaration } of type.attributes) {
          if (declaration['required'] !== true || extension !== undefined) continue
          const { [name]: _left, ...rest } = body
          refused(await scim.post(type.endpoint, rest), 400, 'invalidValue', 'invalidSyntax')
        }
      }
    }),
    must('RFC 7644 §3.5.1', 'every attribute is replaced by PUT, and cleared where it is left out', async (scim) => {
      for (const type of await describedTypes(scim)) {
        const before = bodyOf(scim, type, 'all')
        const { target } = await create(scim, type, before)
        const fresh = bodyOf(scim, type, 'all')
        const after = { ...fresh }
        for (const { name, extension, declaration } of type.attributes) {
          if (declaration['mutability'] === 'immutable' && extension === undefined) after[name] = before[name] ?? null
        }
        const put = await scim.put(target, after)
        statusIs(put, 200)
        for (const one of readable(type)) carries(valueIn(put.json, one), valueIn(after, one) ?? null, one.path)
      }
    }),
    must(
      'RFC 7644 §3.5.2.3',
      'every attribute is replaced and removed by a path that begins with its URN',
      async (scim) => {
        for (const type of await describedTypes(scim)) {
          const { target } = await create(scim, type, bodyOf(scim, type, 'required'))
          for (const one of changeable(type)) {
            for (const op of ['add', 'replace']) {
              const value = valueOf(scim, one.declaration)
              statusIs(await scim.patch(target, [{ op, path: one.path, value }]), 200, 204)
              const got = valueIn((await scim.get(target)).json, one)
              if (op === 'replace' || one.declaration['multiValued'] !== true) carries(got, value, one.path)
            }
            if (one.declaration['required'] === true || one.declaration['type'] === 'boolean') continue
            statusIs(await scim.patch(target, [{ op: 'remove', path: one.path }]), 200, 204)
            equal(valueIn((await scim.get(target)).json, one), undefined, one.path)
          }
        }
      },
      'patch',
    ),
    must('RFC 7644 §3.9', 'every attribute can be asked for alone, and left out', async (scim) => {
      for (const type of await describedTypes(scim)) {
        const { target, made } = await create(scim, type, bodyOf(scim, type, 'all'))
        for (const one of readable(type)) {
          const only = (await scim.get(`${target}?attributes=${encodeURIComponent(one.path)}`)).json
          equal(valueIn(only, one), valueIn(made, one), one.path)
          if (one.declaration['returned'] === 'always') continue
          const others = (await scim.get(`${target}?excludedAttributes=${encodeURIComponent(one.path)}`)).json
          equal(valueIn(others, one), undefined, one.path)
        }
      }
    }),
    must(
      'RFC 7644 §3.4.2.2',
      'every attribute can be found by, with pr and with eq',
      async (scim) => {
        for (const type of await describedTypes(scim)) {
          const body = bodyOf(scim, type, 'all')
          const { made } = await create(scim, type, body)
          for (const one of readable(type)) {
            finds(await scim.find(`id eq "${made.id}" and ${one.path} pr`, type.endpoint), made)
            finds(await scim.find(`id eq "${made.id}" and not (${one.path} pr)`, type.endpoint))
            const value = valueIn(body, one)
            if (one.declaration['type'] === 'complex' || Array.isArray(value)) continue
            const filter = `id eq "${made.id}" and ${one.path} eq ${JSON.stringify(value)}`
            finds(await scim.find(filter, type.endpoint), made)
          }
        }
      },
      'filter',
    ),
    must('RFC 7643 §7', 'what is never returned is never returned', async (scim) => {
      const types = await describedTypes(scim)
      const hidden = types.flatMap((type) =>
        type.attributes.filter((one) => one.declaration['returned'] === 'never').map((one) => ({ type, one })),
      )
      if (hidden.length === 0) throw new NotOffered('no schema declares such an attribute')
      for (const { type, one } of hidden) {
        const { target, made } = await create(scim, type, bodyOf(scim, type, 'all'))
        equal(valueIn(made, one), undefined, one.path)
        equal(valueIn((await scim.get(`${target}?attributes=${one.path}`)).json, one), undefined, one.path)
      }
    }),
    must('RFC 7643 §7', 'what is returned on request is returned when it is asked for alone', async (scim) => {
      const types = await describedTypes(scim)
      const shy = types.flatMap((type) =>
        type.attributes.filter((one) => one.declaration['returned'] === 'request').map((one) => ({ type, one })),
      )
      if (shy.length === 0) throw new NotOffered('no schema declares such an attribute')
      for (const { type, one } of shy) {
        const body = bodyOf(scim, type, 'all')
        const { target } = await create(scim, type, body)
        equal(valueIn((await scim.get(target)).json, one), undefined, one.path)
        const asked = (await scim.get(`${target}?attributes=${encodeURIComponent(one.path)}`)).json
        carries(valueIn(asked, one), valueIn(body, one) ?? null, one.path)
      }
    }),
    must('RFC 7644 §3.5.1', 'what is immutable cannot be changed once it is there', async (scim) => {
      const types = await describedTypes(scim)
      const fixed = types.flatMap((type) =>
        type.attributes
          .filter((one) => one.declaration['mutability'] === 'immutable' && one.extension === undefined)
          .map((one) => ({ type, one })),
      )
      if (fixed.length === 0) throw new NotOffered('no schema declares such an attribute')
      for (const { type, one } of fixed) {
        const body = bodyOf(scim, type, 'all')
        const { target } = await create(scim, type, body)
        const value = valueOf(scim, one.declaration)
        refused(await scim.put(target, { ...body, [one.name]: value }), 400, 'mutability')
        if (scim.offers('patch')) {
          refused(await scim.patch(target, [{ op: 'replace', path: one.path, value }]), 400, 'mutability')
        }
      }
    }),
    must('RFC 7643 §7', 'what is declared unique cannot be had twice', async (scim) => {
      for (const type of await describedTypes(scim)) {
        for (const one of type.attributes) {
          const { uniqueness, mutability } = one.declaration
          if (!['server', 'global'].includes(textOf(uniqueness)) || mutability === 'readOnly') continue
          if (one.extension !== undefined) continue
          const first = bodyOf(scim, type, 'all')
          await create(scim, type, first)
          const second = { ...bodyOf(scim, type, 'all'), [one.name]: first[one.name] ?? null }
          refused(await scim.post(type.endpoint, second), 409, 'uniqueness')
          isTrue(first[one.name] !== undefined, `${one.path} was sent`)
        }
      }
    }),
  ],
}
