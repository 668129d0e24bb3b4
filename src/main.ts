import { pino } from 'pino'
import { startApp, type App } from './app.ts'
import { readConfig } from './config.ts'

/** Process entry: environment → configuration → server, until it is told to stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  if (!config.ok) {
    for (const problem of config.error) console.error(`muster: ${problem}`)
    process.exitCode = 2
    return
  }
  const logger = pino({ level: config.value.logLevel })
  const app = await startApp({
    config: config.value,
    logger,
    onFatal: (error) => {
      // what could not be flushed must not be answered later either, so there is nothing to wind down
      logger.fatal({ err: error }, 'the store failed and the server stops; what was acknowledged is on disk')
      process.exit(70)
    },
  })
  announce(app)
  stopOnSignal(app)
}

function announce(app: App): void {
  console.log(`Muster is ready at ${app.url}`)
  if (app.setupUrl !== undefined) {
    console.log('\nNobody administers it yet. This link makes the first administrator; it works once, within the hour:')
    console.log(`  ${app.setupUrl}`)
    console.log('\nTo see it at work first, on a throw-away store: npm run demo')
  }
}

function stopOnSignal(app: App): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    // a client that never finishes its request must not keep the process alive
    setTimeout(() => process.exit(1), 10_000).unref()
    void app.close().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: unknown) => {
  console.error(`muster: ${(error as Error).message}`)
  if (process.env['MUSTER_LOG_LEVEL'] === 'debug') console.error(error)
  process.exit(1)
})
