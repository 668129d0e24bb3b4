import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { lookAgain, reachable } from '../api/connection.ts'
import { isLostFile, isRebuilt, reloadOnce } from '../api/lost-files.ts'
import { ApiError } from '../api/problem.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { TableSkeleton } from '../ui/table-skeleton.tsx'

type PageErrorProps = { readonly error: unknown; readonly reset: () => void }

/** A page that could not be shown: the server is away, or the page is broken. Trying again reloads what it needs. */
export function PageError({ error, reset }: PageErrorProps) {
  const router = useRouter()
  const retry = async (): Promise<void> => {
    reset()
    await router.invalidate()
  }
  if (isLostFile(error)) return <LostPage />
  return <ErrorState error={error} onRetry={() => void retry()} />
}

/**
 * The page itself could not be loaded. Where the console was built anew it comes from the new build at the same address:
 * whatever was typed on the page before has been saved or given up on the way here.
 */
function LostPage() {
  const [isAsking, setIsAsking] = useState(true)
  useEffect(() => {
    const look = async (): Promise<void> => {
      if (!(await isRebuilt()) || !reloadOnce()) setIsAsking(false)
    }
    void look()
  }, [])
  // a browser does not ask again for a module it could not have, so the page begins anew, once there is somebody to ask
  const retry = async (): Promise<void> => {
    await lookAgain()
    if (reachable.get()) location.reload()
  }
  return isAsking ? (
    <TableSkeleton />
  ) : (
    <ErrorState error={new ApiError({ kind: 'unreachable' })} onRetry={() => void retry()} />
  )
}
