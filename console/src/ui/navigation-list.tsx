import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useText } from '../text/use-text.ts'
import { SECTIONS } from './navigation.ts'
import classes from './navigation-list.module.css'

/** `onChosen` lets a drawer close itself. */
export function NavigationList({ onChosen }: { readonly onChosen?: () => void }) {
  const t = useText()
  return (
    <nav aria-label={t('nav.label')} className={classes.list}>
      {SECTIONS.map(({ label, destinations }) => (
        <div key={label} role="group" aria-label={t(label)}>
          <Text className={classes.heading}>{t(label)}</Text>
          {destinations.map(({ to, label: name, icon: Icon }) => (
            <Link key={to} to={to} className={classes.link} onClick={onChosen} activeProps={{ 'data-active': true }}>
              <Icon size={17} stroke={1.6} aria-hidden />
              {t(name)}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  )
}
