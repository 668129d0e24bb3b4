import { Skeleton } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import classes from './data-table.module.css'
import { DataRow, type DataTableProps, TableHead } from './data-table.tsx'

const ROW_HEIGHT = 41
const OVERSCAN = 12
/** A scroll bar that is dragged passes thousands of rows nobody reads: what comes to rest is asked for. */
const REST_MS = 60

type VirtualTableProps<Row> = Omit<DataTableProps<Row>, 'rows'> & {
  /** How many rows there are in all, loaded or not. */
  readonly total: number
  /** Undefined while it is loaded. */
  readonly rowAt: (index: number) => Row | undefined
  /** These rows came to rest in the window. */
  readonly onShow: (first: number, last: number) => void
}

/** A table of any length in the page's own scroll: only the rows near the window exist, the others are two spacers. */
export function VirtualTable<Row>({
  label,
  columns,
  rowAt,
  rowKey,
  sort,
  onSort,
  total,
  onShow,
}: VirtualTableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    if (body.current !== null) setMargin(body.current.getBoundingClientRect().top + window.scrollY)
  }, [])
  const virtual = useWindowVirtualizer({
    count: total,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: margin,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    const rest = setTimeout(() => onShow(first, last), REST_MS)
    return () => clearTimeout(rest)
  }, [first, last, onShow])
  return (
    <table className={classes.table} aria-label={label} aria-rowcount={total + 1}>
      <TableHead columns={columns} sort={sort} onSort={onSort} />
      <tbody ref={body}>
        <Spacer height={first * ROW_HEIGHT} />
        {items.map(({ index }) => {
          const row = rowAt(index)
          return row === undefined ? (
            <LoadingRow key={index} columns={columns.length} />
          ) : (
            <DataRow key={rowKey(row)} row={row} columns={columns} position={index + 2} />
          )
        })}
        <Spacer height={Math.max(total - 1 - last, 0) * ROW_HEIGHT} />
      </tbody>
    </table>
  )
}

const Spacer = ({ height }: { readonly height: number }) =>
  height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null

const LoadingRow = ({ columns }: { readonly columns: number }) => (
  <tr aria-hidden="true" style={{ height: ROW_HEIGHT }}>
    <td colSpan={columns}>
      <Skeleton height={12} width="40%" />
    </td>
  </tr>
)
