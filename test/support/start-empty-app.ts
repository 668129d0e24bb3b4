import { pino } from 'pino'
import { startApp } from '../../src/app.ts'
import { aStore } from './a-store.ts'

export type EmptyApp = {
  /** `http://127.0.0.1:PORT` */
  readonly base: string
  close(): Promise<void>
}

/** The whole program with a first administrator and nothing else: what somebody has who begins the guide. */
export async function startEmptyApp(administrator: { username: string; password: string }): Promise<EmptyApp> {
  const store = await aStore()
  const app = await startApp({
    config: {
      host: '127.0.0.1',
      port: 0,
      ...store.place,
      publicUrl: undefined,
      logLevel: 'error',
      firstAdministrator: administrator,
    },
    logger: pino({ level: 'error' }),
  })
  return {
    base: app.url,
    close: async () => {
      await app.close()
      await store.remove()
    },
  }
}
