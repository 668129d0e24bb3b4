import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditCsv, auditLines } from './audit-export.ts'
import type { AuditEntry } from './contract.ts'

const entry = (name: string): AuditEntry => ({
  sequence: 7,
  at: '2026-01-15T12:00:00.000Z',
  actor: { kind: 'administrator', name, tokenId: null },
  from: { address: '192.0.2.1', agent: 'Mozilla/5.0 (X11; "odd", agent)' },
  act: 'client.update',
  target: { kind: 'client', id: 'okta', name: null },
  details: { changed: { enabled: [true, false] } },
  previousHash: 'a',
  hash: 'b',
})

test('a line of CSV quotes what has to be quoted, and no name in it is a formula', () => {
  const [head, line, end] = auditCsv([entry('=cmd|x')], true).split('\r\n')
  assert.equal(
    head,
    'sequence,at,actorKind,actor,tokenId,address,agent,act,targetKind,targetId,targetName,details,previousHash,hash',
  )
  assert.equal(
    line,
    `7,2026-01-15T12:00:00.000Z,administrator,'=cmd|x,,192.0.2.1,"Mozilla/5.0 (X11; ""odd"", agent)",client.update,client,okta,,"{""changed"":{""enabled"":[true,false]}}",a,b`,
  )
  assert.equal(end, '')
})

test('a later part of CSV has no head, and NDJSON has one object a line', () => {
  assert.equal(auditCsv([entry('ada')], false).split('\r\n').length, 2)
  assert.deepEqual(
    auditLines([entry('ada'), entry('a\nb')])
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
    [entry('ada'), entry('a\nb')],
  )
})
