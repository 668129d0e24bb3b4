import type { IssueTokenDeps } from '../../access/issue-token.ts'
import type { Answer, Call, Route } from '../route.ts'
import { answerAuthorization } from './authorize.ts'
import { oauthProtocol } from './error-response.ts'
import { FORM_BODY } from './form-body.ts'
import { answerIntrospection, answerRevocation } from './inspect.ts'
import { answerMetadata } from './metadata.ts'
import { answerTokenRequest } from './token.ts'

// The address of the guide, our own, and two that older and newer scripts use (access-contract §2)
const TOKEN_PATHS = ['/SAAS/auth/oauthtoken', '/oauth/token', '/SAAS/API/1.0/oauth2/token', '/acs/token']

export const oauthRoutes = (deps: IssueTokenDeps): readonly Route[] => [
  ...TOKEN_PATHS.map((path) => post(path, (call) => answerTokenRequest(deps, call))),
  post('/oauth/introspect', (call) => answerIntrospection(deps, call)),
  post('/oauth/revoke', (call) => answerRevocation(deps, call)),
  get('/SAAS/auth/oauth2/authorize', (call) => answerAuthorization(deps, call)),
  get('/oauth/authorize', (call) => answerAuthorization(deps, call)),
  get('/.well-known/oauth-authorization-server', answerMetadata),
]

// every one of them finds out by itself who asks: a client with its secret, or anybody
const post = (path: string, handle: (call: Call) => Promise<Answer>): Route => ({
  method: 'POST',
  path,
  access: 'open',
  protocol: oauthProtocol,
  body: FORM_BODY,
  handle,
})

const get = (path: string, handle: (call: Call) => Promise<Answer>): Route => ({
  method: 'GET',
  path,
  access: 'open',
  protocol: oauthProtocol,
  body: 'none',
  handle,
})
