import { QueryClient } from '@tanstack/react-query'
import { problemOf } from './problem.ts'

const RETRIES = 2

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The server is often on this very machine: whether the browser thinks it is online says nothing.
      networkMode: 'always',
      staleTime: 10_000,
      retry: (failures, error) => problemOf(error)?.kind !== 'refused' && failures < RETRIES,
      retryDelay: 400,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
