import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

/** Copies the write-ahead log into the database on a thread of its own, because that ends in a flush of the disk. */

export type CheckpointReport = { readonly log: number; readonly copied: number }

const connection = new DatabaseSync(String(workerData), { timeout: 1000 })
connection.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -256')
const checkpoint = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)')

parentPort?.on('message', (order: 'checkpoint' | 'close') => {
  if (order === 'close') {
    connection.close()
    parentPort?.close()
    return
  }
  const row = checkpoint.get()
  const report: CheckpointReport = { log: Number(row?.['log']), copied: Number(row?.['checkpointed']) }
  parentPort?.postMessage(report)
})
