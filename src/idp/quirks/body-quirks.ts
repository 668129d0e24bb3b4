import type { JsonObject } from '../../shared/json.ts'
import { ENTERPRISE_USER } from '../wire/urns.ts'

/** A way of writing a user that some client has, added to an ordinary body, and what must be there afterwards. */
export type BodyQuirk = { readonly what: string; readonly sent: JsonObject; readonly shows: JsonObject }

export const BODY_QUIRKS: readonly BodyQuirk[] = [
  {
    what: 'attribute names in another case',
    sent: { Title: 'VP', NICKNAME: 'Elle', Emails: [{ Value: 'e@example.com', Primary: true }] },
    shows: { title: 'VP', nickName: 'Elle', emails: [{ value: 'e@example.com', primary: true }] },
  },
  {
    what: 'booleans as texts',
    sent: { active: 'TRUE', emails: [{ value: 'e@example.com', primary: 'True' }] },
    shows: { active: true, emails: [{ value: 'e@example.com', primary: true }] },
  },
  {
    what: 'a number for a text',
    sent: { [ENTERPRISE_USER]: { employeeNumber: 42 } },
    shows: { [ENTERPRISE_USER]: { employeeNumber: '42' } },
  },
  {
    what: 'one object for a list',
    sent: { phoneNumbers: { value: '+47 1', type: 'work' } },
    shows: { phoneNumbers: [{ value: '+47 1', type: 'work' }] },
  },
  {
    what: 'a list for one value',
    sent: { displayName: [{ $ref: null, value: 'Ella' }] },
    shows: { displayName: 'Ella' },
  },
  {
    what: 'a text for a complex value',
    sent: { [ENTERPRISE_USER]: { manager: 'boss-1' } },
    shows: { [ENTERPRISE_USER]: { manager: { value: 'boss-1' } } },
  },
  {
    what: 'nothing in three spellings',
    sent: { title: null, nickName: '', [ENTERPRISE_USER]: { manager: { value: '' }, department: null } },
    shows: { title: null, nickName: null },
  },
  {
    what: 'namespaces that nobody knows',
    sent: { schemas: ['urn:example:unheard:1.0'], 'urn:example:unheard:1.0:User': { badge: 'B7' } },
    shows: {},
  },
  {
    what: 'a misspelt URN',
    sent: { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0User': { department: 'R&D' } },
    shows: { [ENTERPRISE_USER]: { department: 'R&D' } },
  },
  {
    what: 'what only the server decides',
    sent: { id: 'mine', meta: { resourceType: 'User', created: '2001-01-01T00:00:00Z' }, groups: [{ value: 'g' }] },
    shows: { active: true },
  },
  {
    what: 'two primary mails',
    sent: {
      emails: [
        { value: 'a@example.com', primary: true },
        { value: 'b@example.com', primary: true },
      ],
    },
    shows: { emails: [{ value: 'a@example.com' }, { value: 'b@example.com' }] },
  },
  {
    what: 'a document in a text',
    sent: { roles: [{ value: '{"id":"1","value":"Admin"}' }] },
    shows: { roles: [{ value: '{"id":"1","value":"Admin"}' }] },
  },
  {
    what: 'texts that mean nothing',
    sent: { locale: 'RJWNTUNN', timezone: 'QQ', profileUrl: 'BAPN', phoneNumbers: [{ value: '10-040-1308' }] },
    shows: { locale: 'RJWNTUNN', timezone: 'QQ', profileUrl: 'BAPN', phoneNumbers: [{ value: '10-040-1308' }] },
  },
]
