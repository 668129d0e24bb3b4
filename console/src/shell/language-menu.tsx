import { useLingui } from '@lingui/react'
import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconLanguage } from '@tabler/icons-react'
import { LANGUAGES, type Language } from '../text/languages.ts'
import { chooseLanguage } from '../text/load-language.ts'
import { useText } from '../text/use-text.ts'
import { toast } from '../ui/toast.ts'

export function LanguageMenu() {
  const t = useText()
  const current = useLingui().i18n.locale
  const choose = (language: Language): void => {
    chooseLanguage(language).catch(() => toast(t('error.unreachable'), { tone: 'bad' }))
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('language.label')}>
          <IconLanguage size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={language === current ? <IconCheck size={14} aria-hidden /> : undefined}
            onClick={() => choose(language as Language)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
