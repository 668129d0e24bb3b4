import type { Io } from './command.ts'

/** Resolves when somebody wants the command to end; to be raced against its work. */
export function interruption({ interrupted }: Pick<Io, 'interrupted'>): Promise<'interrupted'> {
  return new Promise((resolve) => {
    if (interrupted.aborted) return resolve('interrupted')
    interrupted.addEventListener('abort', () => resolve('interrupted'), { once: true })
  })
}
