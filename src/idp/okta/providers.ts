import { createOktaCatalogue } from '../okta-catalogue.ts'
import { createOktaWizard } from '../okta-wizard.ts'
import { createOktaWorkspaceOne } from '../okta-workspace-one.ts'
import { type Provider, type Scene, WRONG_TOKEN } from '../provider.ts'
import { createRandom } from '../random.ts'
import { createTransport, type Transport } from '../wire/transport.ts'
import { createOktaApp } from './app.ts'
import { oktaAppearance, specAppearance } from './appearance.ts'
import { authorization, type TokenHeader } from '../wire/authorization.ts'
import { runCatalogueSession } from './catalogue-session.ts'
import { runWizardSession } from './wizard-session.ts'
import { scimBaseOf, workspaceOneAppearance } from './workspace-one/app.ts'
import { runWorkspaceOneSession } from './workspace-one/session.ts'

const OKTA_SOURCES = [
  'developer.okta.com: SCIM protocol reference and guides',
  'captures of a wizard app against two home-made servers, 2026-09 and 2026-10',
]

const wire = ({ client }: Scene, secret: string, style: TokenHeader): Transport =>
  createTransport(client, oktaAppearance(authorization(secret, style)))

export const oktaWizard: Provider = {
  title: 'Okta',
  sources: OKTA_SOURCES,
  asOf: '2026-10',
  play: (scene) => {
    const { checks, company, settings, effects } = scene
    const okta = createOktaWizard(createOktaApp(wire(scene, settings.token, 'bearer'), checks, settings))
    return runWizardSession(okta, company, wire(scene, WRONG_TOKEN, 'bearer'), effects.progress)
  },
}

export const oktaCatalogue: Provider = {
  title: 'Okta',
  sources: [...OKTA_SOURCES, "Okta's published SPEC and CRUD tests, 2024-05"],
  asOf: '2026-10',
  play: (scene) => {
    const { client, checks, company, settings, effects } = scene
    const { token, tokenHeader, seed, timed } = settings
    const okta = createOktaCatalogue(createOktaApp(wire(scene, token, tokenHeader), checks, settings))
    const spec = (secret: string) => createTransport(client, specAppearance(authorization(secret, tokenHeader)))
    const specTest = {
      transport: spec(token),
      intruder: spec(WRONG_TOKEN),
      checks,
      random: createRandom(`${seed}/${effects.nonce}`),
      ...(timed && { stopwatch: effects.stopwatch }),
    }
    return runCatalogueSession(okta, company, wire(scene, WRONG_TOKEN, tokenHeader), specTest, effects.progress)
  },
}

export const oktaWorkspaceOne: Provider = {
  title: 'Okta',
  sources: ["Okta's SCIM 1.1 protocol reference", 'the Access guide for Okta', 'what was seen of Access itself'],
  asOf: '2026-11',
  scimBase: scimBaseOf,
  play: ({ client, checks, company, settings, effects }) => {
    const { token, tokenHeader, domain = 'OKTA.COM' } = settings
    const v1 = (secret: string) => createTransport(client, workspaceOneAppearance(authorization(secret, tokenHeader)))
    const okta = createOktaWorkspaceOne({ ...createOktaApp(v1(token), checks, settings), domain })
    return runWorkspaceOneSession(okta, company, v1(WRONG_TOKEN), effects.progress)
  },
}
