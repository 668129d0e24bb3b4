import { Anchor, Text } from '@mantine/core'
import type { PasskeyObstacle } from '../api/passkey-support.ts'
import { RichText } from '../text/rich-text.tsx'
import { useText } from '../text/use-text.ts'

/** Why there are no passkeys on this page, and what to do about it. */
export function PasskeyObstacleNote({ obstacle }: { readonly obstacle: PasskeyObstacle }) {
  const t = useText()
  return (
    <Text size="xs" c="dimmed">
      {obstacle.kind === 'loopback' ? (
        <RichText
          id="passkeyObstacle.loopback"
          parts={{ link: <Anchor href={obstacle.byName} inherit underline="always" /> }}
        />
      ) : (
        t(`passkeyObstacle.${obstacle.kind}`)
      )}
    </Text>
  )
}
