import { Table } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import classes from './data-table.module.css'
import { DataRow, type DataTableProps, TableHead } from './data-table.tsx'

const ROW_HEIGHT = 41
const OVERSCAN = 12

type VirtualTableProps<Row> = DataTableProps<Row> & {
  /** How many rows there are in all; `aria-rowcount`, so that the hidden ones count too. */
  readonly total: number
  /** The last loaded row came near: load more. */
  readonly onNearEnd: () => void
}

/** A table of any length in the page's own scroll: only the rows near the window exist, the others are two spacers. */
export function VirtualTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  total,
  onNearEnd,
}: VirtualTableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: body.current?.offsetTop ?? 0,
    getItemKey: (index) => rowKey(at(rows, index)),
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - OVERSCAN) onNearEnd()
  }, [last, rows.length, onNearEnd])
  const margin = virtual.options.scrollMargin
  const above = (items[0]?.start ?? margin) - margin
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin)
  return (
    <Table className={classes.table} aria-label={label} aria-rowcount={total} highlightOnHover>
      <TableHead columns={columns} sort={sort} onSort={onSort} />
      <Table.Tbody ref={body}>
        <Spacer height={above} />
        {items.map(({ key, index }) => (
          <DataRow key={String(key)} row={at(rows, index)} columns={columns} />
        ))}
        <Spacer height={below} />
      </Table.Tbody>
    </Table>
  )
}

const Spacer = ({ height }: { readonly height: number }) =>
  height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null

/** The virtualizer only asks for indexes below `count`. */
const at = <Row,>(rows: readonly Row[], index: number): Row => rows[index] as Row
