import { Checkbox, Radio, Select, Stack, Switch, Textarea } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { directoriesQuery } from '../../api/directories.ts'
import { type MessageId, useText } from '../../text/use-text.ts'
import { type ClientFormValues, SCOPES } from './client-form-values.ts'
import { LifetimeInput } from './lifetime-input.tsx'

export type ClientForm = UseFormReturnType<ClientFormValues>

type ClientFieldsProps = {
  readonly form: ClientForm
  /** The input of the Client ID or of the template's name; it stands where the guide has it. */
  readonly nameInput: ReactNode
}

/** The settings of a client in the order and by the labels of the guide. Client and template share them. */
export function ClientFields({ form, nameInput }: ClientFieldsProps) {
  const t = useText()
  const { accessType } = form.values
  const changeType = (type: string): void => {
    const next = type === 'user' ? 'user' : 'service'
    form.setValues({ accessType: next, scopes: next === 'user' ? ['scim', 'scim:read'] : ['admin'] })
  }
  return (
    <Stack gap="lg">
      <Radio.Group label={t('client.accessType')} value={accessType} onChange={changeType}>
        <Stack gap="xs" mt="xs">
          <Radio value="service" label={t('accessType.service')} description={t('accessType.serviceHint')} />
          <Radio value="user" label={t('accessType.user')} description={t('accessType.userHint')} />
        </Stack>
      </Radio.Group>
      {nameInput}
      {accessType === 'user' && (
        <Textarea
          label={t('client.redirectUri')}
          description={t('client.redirectUriHint')}
          autosize
          minRows={2}
          spellCheck={false}
          {...form.getInputProps('redirectUris')}
        />
      )}
      <Checkbox.Group label={t('client.scope')} {...form.getInputProps('scopes')}>
        <Stack gap="xs" mt="xs">
          {SCOPES[accessType].map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={SCOPE_LABELS[scope] === undefined ? scope : t(SCOPE_LABELS[scope])}
              description={SCOPE_HINTS[scope] === undefined ? undefined : t(SCOPE_HINTS[scope])}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <LifetimeInput
        label={t('client.accessTokenTtl')}
        explain
        {...form.getInputProps('accessToken')}
        value={form.values.accessToken}
      />
      {accessType === 'user' && <RefreshFields form={form} />}
      <DirectoryChoice form={form} />
    </Stack>
  )
}

const SCOPE_LABELS: Readonly<Record<string, MessageId>> = {
  admin: 'scope.admin',
  scim: 'scope.scim',
  'scim:read': 'scope.scimRead',
  'admin:read': 'scope.adminRead',
}

const SCOPE_HINTS: Readonly<Record<string, MessageId>> = {
  admin: 'scope.adminHint',
  scim: 'scope.scimHint',
  'scim:read': 'scope.scimReadHint',
  'admin:read': 'scope.adminReadHint',
}

function RefreshFields({ form }: { readonly form: ClientForm }) {
  const t = useText()
  return (
    <>
      <Switch
        label={t('client.issueRefreshToken')}
        {...form.getInputProps('issueRefreshToken', { type: 'checkbox' })}
      />
      {form.values.issueRefreshToken && (
        <>
          <LifetimeInput
            label={t('client.refreshTokenTtl')}
            {...form.getInputProps('refreshToken')}
            value={form.values.refreshToken}
          />
          <LifetimeInput
            label={t('client.idleTokenTtl')}
            {...form.getInputProps('idleToken')}
            value={form.values.idleToken}
          />
        </>
      )}
    </>
  )
}

/** Only where there is something to choose from. */
function DirectoryChoice({ form }: { readonly form: ClientForm }) {
  const t = useText()
  const { data } = useQuery(directoriesQuery)
  if (data === undefined || data.length === 0) return null
  return (
    <Select
      label={t('client.directory')}
      description={t('client.directoryHint')}
      data={[
        { value: '', label: t('client.anyDirectory') },
        ...data.map(({ slug, name }) => ({ value: slug, label: name })),
      ]}
      allowDeselect={false}
      {...form.getInputProps('directory')}
    />
  )
}
