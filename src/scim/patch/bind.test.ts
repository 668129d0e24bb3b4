import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Attributes } from '../resource.ts'
import { groupType, userType } from '../schema/resource-types.ts'
import { bindTarget } from './bind.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const KEPT: Attributes = { userName: 'ann', shoeSize: '43', 'urn:example:ext:2.0:User': { badge: '7' } }

const bind = (path: string, implied = false, type = userType) => {
  const target = bindTarget(type, KEPT, { op: 'replace', path, value: 'x', implied, position: 1 })
  return target.ok ? target.value.kind : target.error.kind
}

describe('the target of a path', () => {
  const rows: readonly (readonly [path: string, kind: string])[] = [
    ['title', 'attribute'],
    ['manager', 'attribute'],
    ['name.givenName', 'sub'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:name.givenName', 'sub'],
    ['emails.value', 'sub'],
    ['emails[type eq "work"]', 'elements'],
    ['emails[type eq "work" and primary eq "True"].value', 'elements'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq "work"].value', 'elements'],
    [ENTERPRISE, 'extension'],
    ['shoesize', 'unknown'],
    ['urn:example:ext:2.0:User:badge', 'unknown'],
    // V8: kept, as in the body of a POST
    ['bogus', 'unknown'],
    ['bogus.part', 'unknown'],
    ['toString', 'unknown'],
    ['urn:example:other:2.0:User:badge', 'unknown'],
    [`${ENTERPRISE}:bogus`, 'unknown'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:bogus', 'unknown'],
    ['name.bogus', 'unknownSub'],
    ['emails.bogus', 'unknownSub'],
    [`${ENTERPRISE}:manager.bogus`, 'unknownSub'],
    ['emails[type eq "work"].bogus', 'unknownSub'],
    // P18: nothing here, and no reason to refuse what stands beside it
    ['title.bogus', 'nothing'],
    ['a.b.c', 'nothing'],
    ['emails[type eq "work"].value.bogus', 'nothing'],
    ['emails[bogus eq "x"].value', 'nothing'],
    ['emails[type eq "work" and not (bogus pr)]', 'nothing'],
    ['bogus[type eq "work"].value', 'nothing'],
    ['password', 'nothing'],
    ['not an attribute', 'invalidPath'],
    ['__proto__', 'invalidPath'],
    ['emails[', 'invalidPath'],
    ['emails[]', 'invalidPath'],
    ['emails[type eq "work"', 'invalidPath'],
    ['emails[type eq "work"]value', 'invalidPath'],
    ['emails[type gt]', 'invalidPath'],
    ['emails[primary gt true]', 'invalidPath'],
    ['userName[x eq 1]', 'invalidPath'],
    ['manager[value eq "m"]', 'invalidPath'],
    ['x'.repeat(9_000) + '[', 'tooMany'],
    ['constructor.prototype.x', 'invalidPath'],
    ['constructor.x', 'invalidPath'],
    ['emails[type eq "work"].__proto__', 'invalidPath'],
    ['urn:example:ext:2.0:User:__proto__', 'invalidPath'],
    ['emails[value eq "a.constructor.b"]', 'elements'],
    ['id', 'mutability'],
    ['manager.displayName', 'mutability'],
    ['meta', 'mutability'],
    ['schemas', 'mutability'],
    ['groups[value eq "g"]', 'mutability'],
  ]
  for (const [path, kind] of rows) {
    test(`${path.slice(0, 60)} of a user is ${kind}`, () => assert.equal(bind(path), kind))
  }

  const ofGroup: readonly (readonly [path: string, kind: string])[] = [
    ['members', 'members'],
    ['members.value', 'members'],
    ['members[value eq "a" or value eq "b"]', 'members'],
    ['members[value eq "a"].display', 'nothing'],
    ['members.display', 'nothing'],
    ['members[value eq "a"].value', 'mutability'],
    ['members[type eq "User"]', 'invalidPath'],
  ]
  for (const [path, kind] of ofGroup) {
    test(`${path} of a group is ${kind}`, () => assert.equal(bind(path, false, groupType), kind))
  }

  const keys: readonly (readonly [key: string, kind: string])[] = [
    ['id', 'nothing'],
    ['meta', 'nothing'],
    ['groups', 'nothing'],
    ['hatSize', 'unknown'],
    ['constructor', 'unknown'],
    ['urn:example:other:2.0:User', 'unknown'],
    ['name.bogus', 'unknownSub'],
    ['favourite colour', 'unknown'],
    ['a.b.c', 'nothing'],
    ['manager.displayName', 'nothing'],
    ['__proto__.x', 'invalidPath'],
    ['constructor.prototype.x', 'invalidPath'],
  ]
  for (const [key, kind] of keys) {
    test(`the key ${key} of a value without a path is ${kind}`, () => assert.equal(bind(key, true), kind))
  }
})
