import type { IssueTokenDeps } from '../../access/issue-token.ts'
import type { Route } from '../route.ts'
import { oauthProtocol } from './error-response.ts'
import { answerTokenRequest } from './token.ts'

// The address of the guide, our own, and two that older and newer scripts use (access-contract §2)
const TOKEN_PATHS = ['/SAAS/auth/oauthtoken', '/oauth/token', '/SAAS/API/1.0/oauth2/token', '/acs/token']

const BODY_LIMIT = 64 * 1_024

export const oauthRoutes = (deps: IssueTokenDeps): readonly Route[] =>
  TOKEN_PATHS.map((path) => ({
    method: 'POST',
    path,
    access: 'open',
    protocol: oauthProtocol,
    // a body that is no form is refused by the endpoint itself, which can say what to send instead
    body: { accept: () => true, limit: BODY_LIMIT },
    handle: (call) => answerTokenRequest(deps, call),
  }))
