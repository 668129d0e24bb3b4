import { CORE_USER } from '../wire/urns.ts'

/** The user whom every filter here finds: written so that each rule has something to hold on to. */
export type Sought = { readonly id: string; readonly userName: string; readonly email: string }

/** A filter, before it is encoded, that must find just that user. */
export const FILTER_QUIRKS: readonly { readonly what: string; readonly filter: (sought: Sought) => string }[] = [
  { what: 'a path behind a value filter', filter: ({ email }) => `emails[type eq "work"].value eq "${email}"` },
  { what: 'an operator with a capital', filter: ({ userName }) => `userName Eq "${userName}"` },
  { what: 'operators in capitals', filter: ({ userName }) => `userName EQ "${userName}" AND active EQ true` },
  { what: 'no quotes', filter: ({ userName }) => `userName eq ${userName}` },
  { what: 'a boolean in quotes', filter: ({ userName }) => `userName eq "${userName}" and active eq "true"` },
  { what: 'a path into a list', filter: ({ email }) => `emails.value eq "${email}"` },
  { what: 'a list without a path', filter: ({ email }) => `emails eq "${email}"` },
  { what: 'the core URN in front', filter: ({ userName }) => `${CORE_USER}:userName eq "${userName}"` },
  { what: 'a reference by its short name', filter: ({ id }) => `id eq "${id}" and manager eq "boss-1"` },
  {
    what: 'seven digits of a second',
    filter: ({ userName }) => `userName eq "${userName}" and meta.created gt "0001-01-03T00:00:00.0000000Z"`,
  },
  {
    what: 'a time without quotes',
    filter: ({ userName }) => `userName eq "${userName}" and meta.created gt 2015-10-10T14:38:21.8617979-07:00`,
  },
  { what: 'the value in capitals', filter: ({ userName }) => `userName eq "${userName.toUpperCase()}"` },
  { what: 'an attribute in capitals', filter: ({ userName }) => `USERNAME eq "${userName}"` },
  { what: 'brackets around all', filter: ({ userName }) => `(userName eq "${userName}") and (ActiVe eq true)` },
]

/** Targets that differ from `/Users?filter=…` in their decoration only; `filter` is encoded. */
export const TARGET_QUIRKS: readonly { readonly what: string; readonly target: (filter: string) => string }[] = [
  { what: 'a slash behind the path', target: (filter) => `/Users/?filter=${filter}` },
  { what: 'two slashes before the path', target: (filter) => `//Users?filter=${filter}` },
  { what: 'an ampersand at the end', target: (filter) => `/Users?filter=${filter}&` },
  { what: 'a parameter that nobody knows', target: (filter) => `/Users?aadOptscim062020&filter=${filter}` },
  { what: 'parameters in other letters', target: (filter) => `/Users?FILTER=${filter}&startindex=0&COUNT=10` },
  { what: 'the path in small letters', target: (filter) => `/users?filter=${filter}` },
  { what: 'a start before the first', target: (filter) => `/Users?filter=${filter}&startIndex=-5` },
  {
    what: 'a filter in the attributes',
    target: (filter) => `/Users?filter=${filter}&attributes=emails[type%20eq%20%22work%22]`,
  },
]
