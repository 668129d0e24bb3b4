import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ASSET_HEADERS, consoleHeaders, contentSecurityPolicy } from './security-headers.ts'

const PLACE_OF_NONCE = '%STYLE_NONCE%'

/**
 * Serves the built console of `folder` under `/console/`: hashed files for a year, the page itself never from a cache and
 * for every deep link, `/` as the way in. Without a build it says how to get one.
 */
export const serveConsole =
  (folder: string, isHttps: boolean) =>
  (app: FastifyInstance): void => {
    const headers = consoleHeaders(isHttps)
    const answerPage = (reply: FastifyReply): FastifyReply => {
      // each time: a build under a running server takes the files away that an older page names
      const page = readPage(folder)
      if (page === undefined) return reply.code(503).headers(headers).type('text/plain; charset=utf-8').send(NOT_BUILT)
      const nonce = randomBytes(16).toString('base64')
      return reply
        .headers({ ...headers, 'content-security-policy': contentSecurityPolicy(nonce), 'cache-control': 'no-store' })
        .type('text/html; charset=utf-8')
        .send(page.replace(PLACE_OF_NONCE, nonce))
    }

    app.route({ method: ['GET', 'HEAD'], url: '/', handler: (_request, reply) => reply.redirect('/console/', 303) })
    for (const url of ['/console', '/console/*']) {
      app.route({ method: ['GET', 'HEAD'], url, handler: (_request, reply) => answerPage(reply) })
    }
    const assets = join(folder, 'assets')
    if (!existsSync(assets)) return
    void app.register(fastifyStatic, {
      root: assets,
      prefix: '/console/assets/',
      decorateReply: false,
      index: false,
      preCompressed: true,
      maxAge: '365d',
      immutable: true,
      cacheControl: true,
      setHeaders: (reply) => void reply.headers(ASSET_HEADERS),
    })
  }

function readPage(folder: string): string | undefined {
  const file = join(folder, 'index.html')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

const NOT_BUILT = 'The console is not built. `npm start` builds it.\n'
