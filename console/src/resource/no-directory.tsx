import { Button, Paper } from '@mantine/core'
import { IconFolders } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../text/use-text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ForEditors } from '../ui/for-editors.tsx'

export function NoDirectory() {
  const t = useText()
  return (
    <Paper>
      <EmptyState
        icon={IconFolders}
        title={t('directory.none')}
        action={
          <ForEditors>
            <Button component={Link} to="/integrations/directories/new">
              {t('directory.add')}
            </Button>
          </ForEditors>
        }
      >
        {t('directory.noneText')}
      </EmptyState>
    </Paper>
  )
}
