/**
 * Every row of the security checklist that is about OAuth and bearer tokens (§1.1, §1.2, §1.4, §1.5, §5.3 to §5.5 of it):
 * what is demanded, in short, and what became of it. `tested`: a test has the id in its name or in the table it is made of.
 */
export type OAuthRow = {
  readonly id: string
  readonly demand: string
  /** The row asks what this one asks, whose tests hold for both. */
  readonly same?: string
  /** It is about something that is not offered. */
  readonly absent?: string
  /** The answer is another one on purpose. It is tested all the same. */
  readonly deviation?: string
}

const row = (id: string, demand: string, more: Omit<OAuthRow, 'id' | 'demand'> = {}): OAuthRow => ({
  id,
  demand,
  ...more,
})

const TOKEN_ENDPOINT = [
  row('TE-01', 'client credentials give a token, and no refresh token'),
  row('TE-02', 'no-store on success and on errors'),
  row('TE-03', 'Basic with form encoding and without'),
  row('TE-04', 'credentials in the body'),
  row('TE-05', 'Basic and a secret in the body', { same: 'TB-24' }),
  row('TE-06', 'a secret in the query string', { same: 'TB-29' }),
  row('TE-07', 'any parameter twice'),
  row('TE-08', 'an empty scope is none'),
  row('TE-09', 'an unknown parameter is ignored'),
  row('TE-10', 'no grant type, or one that is not offered'),
  row('TE-11', 'another method than POST', { same: 'TB-43' }),
  row('TE-12', 'a part of the registered scope is granted and named'),
  row('TE-13', 'a scope that is not registered', { same: 'TB-35' }),
  row('TE-14', 'a wrong secret', { same: 'TB-14' }),
  row('TE-15', 'unknown, wrong, disabled and retired are the same bytes', {
    deviation:
      'That the times overlap is not asserted: every path takes one digest, one look-up and one comparison, and a timed test would fail on a busy machine.',
  }),
  row('TE-16', 'guessing is slowed for one address and not for another'),
  row('TE-17', 'descriptions hold only what RFC 6749 §5.2 allows'),
  row('TE-18', 'no token twice, 256 bits each'),
  row('TE-19', 'a public client', {
    absent: 'Every client has a secret or a key, and none can be made without; an id alone is TB-12.',
  }),
  row('TE-20', 'a client of another tenant', { same: 'TB-23' }),
  row('TE-21', 'plain http where the public address is https', {
    absent:
      'TLS ends in front of the program, which trusts no header about it; what a proxy lets through is for the proxy to say.',
  }),
  row('TE-22', 'redirects with 303'),
  row('TE-23', 'the lifetime of a long token, in 32 bits, as introspection has it'),
]

const ASSERTIONS = [
  row('JA-01', 'a signed assertion'),
  row('JA-02', 'a wrong or missing type of assertion'),
  row('JA-03', 'issuer, subject and client are one'),
  row('JA-04', 'the audience is the issuer alone'),
  row('JA-05', 'expired, too long, not yet'),
  row('JA-06', 'an assertion is good once'),
  row('JA-07', 'what the header says of keys and algorithms'),
  row('JA-08', 'the type of the token'),
  row('JA-09', 'an assertion and Basic'),
  row('JA-10', 'the metadata names the algorithms'),
]

const INSPECTION = [
  row('RV-01', 'a revoked token is dead at the next request'),
  row('RV-02', 'unknown, expired or revoked already: 200'),
  row('RV-03', 'the token of another client is left alone'),
  row('RV-04', 'wrong credentials are 401'),
  row('RV-05', 'a wrong hint hides nothing'),
  row('RV-06', 'a revocation that could not be written is never 200'),
  row('RV-07', 'regenerating, disabling and deleting end tokens'),
  row('IN-01', 'introspection asks for credentials'),
  row('IN-02', 'what is told of a live token'),
  row('IN-03', 'of any other exactly one member'),
  row('IN-04', 'guessing tokens by introspection is slowed'),
  row('MD-01', 'the metadata under its issuer', {
    deviation:
      'Every tenant has host names of its own, so there is no path of a tenant to insert; such an address is 404. The issuer is http where the program is reached by http.',
  }),
  row('MD-02', 'forged host names'),
  row('MD-03', 'no empty list; unknown paths are 404'),
]

const JWT = 'Access tokens are opaque and checked against the store at each request.'
const JWT_TOKENS = [
  row('AT-01', 'the header of a JWT access token', { absent: JWT }),
  row('AT-02', 'its claims', { absent: JWT }),
  row('AT-03', 'a JWT that is wrong in any way opens nothing'),
  row('AT-04', 'the name of a client is not taken for a user', { absent: JWT }),
]

const BEARER = [
  row('BT-01', 'the scheme in any case', { same: 'BB-05' }),
  row('BT-02', 'no header', { same: 'BB-01' }),
  row('BT-03', 'Basic, Negotiate, ApiKey'),
  row('BT-04', 'a malformed header', { same: 'BB-04' }),
  row('BT-05', 'unknown, expired, revoked and foreign tokens in one text', {
    deviation: 'Who holds a token that once was good reads when it expired and what to do; all others read one text.',
    same: 'BB-11',
  }),
  row('BT-06', 'a scope that is too small', { same: 'BB-16' }),
  row('BT-07', 'a token in the address', { same: 'BB-19' }),
  row('BT-08', 'a token in header and address', { same: 'BB-20' }),
  row('BT-09', 'two Authorization headers'),
  row('BT-10', 'a token for SCIM where administration is', { same: 'BB-17' }),
  row('BT-11', 'a token that was cut, changed, padded or added to'),
  row('BT-12', 'answers to bearers are not stored', { same: 'BB-05' }),
  row('BA-01', 'the Basic challenge'),
  row('BA-02', 'malformed Basic'),
]

const GRANTS_ARE_OFFERED = 'The grant is offered, so a client that is not registered for it is unauthorized_client.'
const TOKEN_REQUESTS = [
  row('TB-01', 'an empty body'),
  row('TB-02', 'a JSON body'),
  row('TB-03', 'an empty grant type'),
  row('TB-04', 'a grant type in capital letters'),
  row('TB-05', 'the password grant'),
  row('TB-06', 'a code', { deviation: GRANTS_ARE_OFFERED }),
  row('TB-07', 'a refresh token', { deviation: GRANTS_ARE_OFFERED }),
  row('TB-08', 'the JWT bearer grant'),
  row('TB-09', 'grant_type twice'),
  row('TB-10', 'scope twice'),
  row('TB-11', 'client_id twice'),
  row('TB-12', 'no authentication'),
  row('TB-13', 'an unknown client'),
  row('TB-14', 'a wrong secret in Basic'),
  row('TB-15', 'a wrong secret in the body'),
  row('TB-16', 'an empty secret'),
  row('TB-17', 'a secret cut, longer, in another case'),
  row('TB-18', 'a secret with white space'),
  row('TB-19', 'a retired secret'),
  row('TB-20', 'a disabled client'),
  row('TB-21', 'a deleted client'),
  row('TB-22', 'a suspended tenant'),
  row('TB-23', 'a client of another tenant'),
  row('TB-24', 'Basic and a secret in the body'),
  row('TB-25', 'two client ids'),
  row('TB-26', 'malformed Basic'),
  row('TB-27', 'Basic that is no text'),
  row('TB-28', 'a bearer token as authentication'),
  row('TB-29', 'the secret in the query'),
  row('TB-30', 'everything in the query'),
  row('TB-31', 'an unknown scope'),
  row('TB-32', 'a scope of which one is unknown'),
  row('TB-33', 'a scope in capital letters'),
  row('TB-34', 'a scope that is none'),
  row('TB-35', 'the scope of another client'),
  row('TB-36', 'spaces and tabs in a scope'),
  row('TB-37', 'a resource or an audience'),
  row('TB-38', 'a thousand parameters'),
  row('TB-39', 'names that would nest'),
  row('TB-40', 'broken percent-encoding'),
  row('TB-41', 'a lifetime that is none'),
  row('TB-42', 'GET'),
  row('TB-43', 'HEAD, PUT, DELETE'),
  row('TB-44', 'multipart'),
  row('TB-45', 'an assertion that is garbage, encrypted, huge'),
  row('TB-46', 'half of an assertion'),
  row('TB-47', "the token endpoint's address as audience", { same: 'JA-04' }),
  row('TB-48', 'a list as audience', { same: 'JA-04' }),
  row('TB-49', 'an audience with a slash at the end', { same: 'JA-04' }),
  row('TB-50', 'an expired assertion', { same: 'JA-05' }),
  row('TB-51', 'an assertion of the future', { same: 'JA-05' }),
  row('TB-52', 'an assertion without an end', { same: 'JA-05' }),
  row('TB-53', 'an assertion twice', { same: 'JA-06' }),
  row('TB-54', 'an assertion that signs nothing', { same: 'JA-07' }),
  row('TB-55', 'a public key as shared secret', { same: 'JA-07' }),
  row('TB-56', 'a foreign key', { same: 'JA-07' }),
  row('TB-57', 'the eleventh failure in a minute'),
  row('TB-58', 'the eleventh long-lived token'),
  row('TB-59', 'the store is away'),
  row('TB-60', 'a client without the grant'),
]

const NO_REGISTRATION =
  'Clients are made by administrators; there is no dynamic registration, and so no registration token.'
const INSPECTION_REQUESTS = [
  row('RB-01', 'revocation without a token'),
  row('RB-02', 'two tokens'),
  row('RB-03', 'a wrong secret'),
  row('RB-04', 'the token of another client', { same: 'RV-03' }),
  row('RB-05', 'an unknown token, an unknown hint', { same: 'RV-05' }),
  row('RB-06', 'GET, and a callback'),
  row('RB-07', 'a token of a megabyte'),
  row('RB-08', 'introspection without credentials, with wrong ones, with a small scope', {
    deviation: 'A token of a small scope may ask about the tokens of its own client; of others it learns nothing.',
  }),
  row('RB-09', 'introspection of garbage, of SQL, of nothing'),
  row('RB-10', 'the live token of another tenant'),
  row('RB-11', 'revoked between two questions'),
  row('RB-12', 'metadata under a forged host', { same: 'MD-02' }),
  row('RB-13', 'metadata of no tenant', { deviation: 'A host name of nobody is 421, as everywhere.' }),
  row('RB-14', 'POST to the metadata'),
  row('RB-15', 'client management without a token'),
  row('RB-16', 'client ids that are none, or taken'),
  row('RB-17', 'lifetimes that are none'),
  row('RB-18', 'a scope that is none'),
  row('RB-19', 'the password grant'),
  row('RB-20', 'redirect addresses with wildcards or scripts'),
  row('RB-21', 'a chosen secret'),
  row('RB-22', 'fields that nobody may set'),
  row('RB-23', 'a smaller scope sees no client; nobody sees a secret'),
  row('RB-24', 'regenerating by GET'),
  row('RB-25', 'keys that cannot be'),
  row('RB-26', 'the registration token of another client', { absent: NO_REGISTRATION }),
]

const PRESENTED = [
  row('BB-01', 'none'),
  row('BB-02', 'a scheme alone'),
  row('BB-03', 'two tokens'),
  row('BB-04', 'a comma, quotes'),
  row('BB-05', 'the scheme in small letters'),
  row('BB-06', 'other schemes'),
  row('BB-07', 'noise'),
  row('BB-08', 'well formed and never issued'),
  row('BB-09', 'cut, padded, in another case'),
  row('BB-10', 'expired'),
  row('BB-11', 'revoked'),
  row('BB-12', 'the client is disabled'),
  row('BB-13', 'the directory is gone'),
  row('BB-14', 'of another tenant'),
  row('BB-15', 'of another directory'),
  row('BB-16', 'reading alone', { deviation: 'The scope that writes is called scim.' }),
  row('BB-17', 'SCIM alone'),
  row('BB-18', 'a secret, a set-up token'),
  row('BB-19', 'in the address, in a form'),
  row('BB-20', 'in header and address'),
  row('BB-21', 'a cookie on SCIM'),
  row('BB-22', 'a token beside a cookie'),
  row('BB-23', 'eight kilobytes'),
  row('BB-24', 'a JWT that signs nothing'),
]

export const OAUTH_ROWS: readonly (readonly [title: string, rows: readonly OAuthRow[]])[] = [
  ['Token endpoint: what the RFCs demand', TOKEN_ENDPOINT],
  ['Client authentication by signed assertion', ASSERTIONS],
  ['Revocation, introspection, metadata', INSPECTION],
  ['JWT access tokens', JWT_TOKENS],
  ['Bearer tokens: what the RFCs demand', BEARER],
  ['Token endpoint: bad input', TOKEN_REQUESTS],
  ['Revocation, introspection, metadata and clients: bad input', INSPECTION_REQUESTS],
  ['Bearer tokens: bad input', PRESENTED],
]
