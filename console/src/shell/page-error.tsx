import { useRouter } from '@tanstack/react-router'
import { ErrorState } from '../ui/error-state.tsx'

/** A page that could not be shown: the server is away, or the page is broken. Trying again reloads what it needs. */
export function PageError({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const router = useRouter()
  const retry = async (): Promise<void> => {
    reset()
    await router.invalidate()
  }
  return <ErrorState error={error} onRetry={() => void retry()} />
}
