import { Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { directoriesQuery, type Directory } from '../api/directories.ts'
import { useText } from '../text/use-text.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { NoDirectory } from './no-directory.tsx'
import { UnknownDirectory } from './unknown-directory.tsx'

type DirectoryChoiceProps = {
  /** The slug in the address, if there is one. */
  readonly chosen: string | undefined
  readonly onChoose: (slug: string) => void
  /** The page for one directory; `picker` stands among its filters. */
  readonly children: (directory: Directory, picker: ReactNode) => ReactNode
}

/** People belong to one directory: the one in the address, else the tenant's first. A picker appears where there are several. */
export function DirectoryChoice({ chosen, onChoose, children }: DirectoryChoiceProps) {
  const t = useText()
  const { data, error, refetch } = useQuery(directoriesQuery)
  if (data === undefined) {
    return error === null ? <Skeleton height={320} /> : <ErrorState error={error} onRetry={() => void refetch()} />
  }
  const directory = chosen === undefined ? data[0] : data.find(({ slug }) => slug === chosen)
  if (data.length === 0) return <NoDirectory />
  if (directory === undefined) return <UnknownDirectory slug={chosen ?? ''} directories={data} onChoose={onChoose} />
  const picker = data.length > 1 && (
    <Select
      aria-label={t('people.directory')}
      data={data.map(({ slug, name }) => ({ value: slug, label: name }))}
      value={directory.slug}
      allowDeselect={false}
      onChange={(slug) => slug !== null && onChoose(slug)}
    />
  )
  return <>{children(directory, picker)}</>
}
