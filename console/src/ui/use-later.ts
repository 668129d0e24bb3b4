import { useState } from 'react'
import { isRebuilt } from '../api/lost-files.ts'
import { useText } from '../text/use-text.ts'
import { toast } from './toast.ts'

/**
 * Something that is loaded when it is first wanted: undefined until then. Where it cannot be had a toast says why, the
 * page stays as it is, and it can be wanted again.
 */
export function useLater<T>(load: () => Promise<T>, onFail?: () => void): readonly [T | undefined, () => void] {
  const t = useText()
  const [loaded, setLoaded] = useState<{ readonly it: T }>()
  const fail = async (): Promise<void> => {
    onFail?.()
    if (!(await isRebuilt())) return toast(t('error.unreachable'), { tone: 'bad' })
    toast(t('error.updated'), { tone: 'bad', action: { label: t('common.reload'), run: () => location.reload() } })
  }
  const want = (): void => {
    load().then(
      (it) => setLoaded({ it }),
      () => void fail(),
    )
  }
  return [loaded?.it, want]
}
