import { useSyncExternalStore } from 'react'

/** A value outside React that components can watch. */
export type Store<T> = {
  get(): T
  set(value: T): void
  /** Hook: the value, and a new rendering whenever it changes. */
  use(): T
}

export function createStore<T>(initial: T): Store<T> {
  let current = initial
  const watchers = new Set<() => void>()
  const watch = (watcher: () => void): (() => void) => {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  }
  const get = (): T => current
  return {
    get,
    set: (value) => {
      if (Object.is(value, current)) return
      current = value
      for (const watcher of watchers) watcher()
    },
    use: () => useSyncExternalStore(watch, get),
  }
}
