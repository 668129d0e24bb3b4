import { Skeleton, Stack } from '@mantine/core'
import { useText } from '../text/use-text.ts'

/** Holds the place of a table while it loads. */
export function TableSkeleton({ rows = 6 }: { readonly rows?: number }) {
  const t = useText()
  return (
    <Stack gap="sm" p="md" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={16} width={`${96 - ((row * 17) % 40)}%`} />
      ))}
    </Stack>
  )
}
