import { Button, Paper, Stack } from '@mantine/core'
import { IconFolderQuestion } from '@tabler/icons-react'
import type { Directory } from '../api/directories.ts'
import { shortName } from '../text/direction-marks.ts'
import { useText } from '../text/use-text.ts'
import { EmptyState } from '../ui/empty-state.tsx'

type UnknownDirectoryProps = {
  /** What the address says. */
  readonly slug: string
  readonly directories: readonly Directory[]
  readonly onChoose: (slug: string) => void
}

/** An address that names a directory which is not there: showing another one's people would mislead. */
export function UnknownDirectory({ slug, directories, onChoose }: UnknownDirectoryProps) {
  const t = useText()
  return (
    <Paper>
      <EmptyState
        icon={IconFolderQuestion}
        title={t('directory.unknown', { slug: shortName(slug) })}
        action={
          <Stack gap="xs" align="center">
            {directories.map((directory) => (
              <Button key={directory.slug} variant="default" onClick={() => onChoose(directory.slug)}>
                <bdi>{shortName(directory.name)}</bdi>
              </Button>
            ))}
          </Stack>
        }
      >
        {t('directory.unknownText')}
      </EmptyState>
    </Paper>
  )
}
