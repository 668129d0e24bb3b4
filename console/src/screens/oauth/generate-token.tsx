import { useState } from 'react'
import type { Client } from '../../api/clients.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { FetchYourself } from './fetch-yourself.tsx'
import { GenerateTokenForm, type NewToken } from './generate-token-form.tsx'
import { TokenOnce } from './token-once.tsx'

/** **Generate token**: what the guide sends people to Postman for. */
export function GenerateToken({ client }: { readonly client: Client }) {
  const t = useText()
  const [token, setToken] = useState<NewToken>()
  return (
    <Card title={t('token.generate')} description={t('token.lead')}>
      {token === undefined ? (
        <GenerateTokenForm client={client} onGenerated={setToken} />
      ) : (
        <TokenOnce token={token} onAgain={() => setToken(undefined)} />
      )}
      <FetchYourself client={client} />
    </Card>
  )
}
