import { Button, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type Client, readPostman } from '../../api/clients.ts'
import { useText } from '../../text/use-text.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { download } from '../../ui/download.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { curlCommand } from './curl-command.ts'
import classes from './fetch-yourself.module.css'

/** The same for scripts: as curl, and as a Postman collection filled in for this tenant. */
export function FetchYourself({ client }: { readonly client: Client }) {
  const t = useText()
  const command = curlCommand(window.location.origin, client.clientId, client.scopes.join(' '))
  const postman = useMutation({
    mutationFn: () => readPostman(client.clientId),
    onSuccess: ({ collection, environment }) => {
      for (const [kind, content] of Object.entries({ collection, environment })) {
        download(`${client.clientId}.postman_${kind}.json`, 'application/json', JSON.stringify(content, undefined, 2))
      }
    },
  })
  return (
    <details className={classes.details}>
      <summary>{t('token.yourself')}</summary>
      <Text size="sm" c="dimmed" mt="xs">
        {t('token.yourselfLead')}
      </Text>
      <pre className={classes.command} tabIndex={0} aria-label="curl">
        {command}
      </pre>
      <Group gap="xs">
        <CopyButton value={command} what="curl" />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          loading={postman.isPending}
          onClick={() => postman.mutate()}
        >
          {t('token.postman')}
        </Button>
      </Group>
      <FormProblem error={postman.error} />
    </details>
  )
}
