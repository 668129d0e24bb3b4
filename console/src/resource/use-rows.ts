import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { ResourceKind } from '../api/directories.ts'
import { type ListWish, PAGE, pageQuery, type Resource } from '../api/scim.ts'

type Rows = {
  /** How many there are; undefined until the first answer. */
  readonly total: number | undefined
  /** Undefined while its page is on the way. */
  readonly rowAt: (index: number) => Resource | undefined
  /** Says which rows are in the window: their pages are loaded, and requests for pages left behind are dropped. */
  readonly show: (first: number, last: number) => void
  readonly error: Error | null
  readonly retry: () => void
}

/** The rows of a list of any length: only the pages that the window touches are asked for, whatever comes before them. */
export function useRows(slug: string, kind: ResourceKind, wish: ListWish): Rows {
  const [[firstPage, lastPage], setShown] = useState<readonly [number, number]>([0, 0])
  const start = useQuery({
    ...pageQuery(slug, kind, wish, 0),
    // the old rows stand until the new ones are there: nothing jumps while one types
    placeholderData: keepPreviousData,
  })
  const total = start.data?.totalResults
  const beyond = pagesBetween(firstPage, Math.min(lastPage, pageOf(Math.max((total ?? 0) - 1, 0))))
  const others = useQueries({ queries: beyond.map((page) => pageQuery(slug, kind, wish, page)) })
  const failed = [start, ...others].find(({ error }) => error !== null)
  const show = useCallback((first: number, last: number) => {
    setShown((before) =>
      before[0] === pageOf(first) && before[1] === pageOf(last) ? before : [pageOf(first), pageOf(last)],
    )
  }, [])
  return {
    total,
    rowAt: (index) => {
      const page = pageOf(index)
      const { data } = (page === 0 ? start : others[beyond.indexOf(page)]) ?? {}
      return data?.Resources[index % PAGE]
    },
    show,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  }
}

const pageOf = (index: number): number => Math.floor(index / PAGE)

/** Without the first page, which is always there. */
const pagesBetween = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(last - first + 1, 0) }, (_, offset) => first + offset).filter((page) => page > 0)
