import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './data-table.module.css'

export type Column<Row> = {
  readonly key: string
  readonly label: string
  readonly render: (row: Row) => ReactNode
  readonly sortable?: boolean
  /** Left out on narrow screens, least important first. */
  readonly hideBelow?: 'sm' | 'md'
  readonly align?: 'end'
  readonly width?: string
}

export type Sort = { readonly by: string; readonly descending: boolean }

export type DataTableProps<Row> = {
  /** Says what the table lists, to those who hear it. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
}

/** A list as a table. Rows are not buttons: the first column holds the link to the thing itself. */
export const DataTable = <Row,>({ label, columns, rows, rowKey, sort, onSort }: DataTableProps<Row>) => (
  <table className={classes.table} aria-label={label}>
    <TableHead columns={columns} sort={sort} onSort={onSort} />
    <tbody>
      {rows.map((row) => (
        <DataRow key={rowKey(row)} row={row} columns={columns} />
      ))}
    </tbody>
  </table>
)

type DataRowProps<Row> = {
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  /** `aria-rowindex`, where not all rows of the table are in the page. */
  readonly position?: number
}

export const DataRow = <Row,>({ row, columns, position }: DataRowProps<Row>) => (
  <tr aria-rowindex={position}>
    {columns.map((column) => (
      <td key={column.key} data-hide-below={column.hideBelow} data-align={column.align}>
        {column.render(row)}
      </td>
    ))}
  </tr>
)

type HeadProps<Row> = {
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort | undefined
  readonly onSort: ((sort: Sort) => void) | undefined
}

export const TableHead = <Row,>({ columns, sort, onSort }: HeadProps<Row>) => (
  <thead>
    <tr>
      {columns.map((column) => (
        <th
          key={column.key}
          data-hide-below={column.hideBelow}
          data-align={column.align}
          style={{ width: column.width }}
          aria-sort={ariaSort(column.key, sort)}
        >
          {column.sortable === true && onSort !== undefined ? (
            <SortButton column={column} sort={sort} onSort={onSort} />
          ) : (
            column.label
          )}
        </th>
      ))}
    </tr>
  </thead>
)

type SortButtonProps<Row> = {
  readonly column: Column<Row>
  readonly sort: Sort | undefined
  readonly onSort: (sort: Sort) => void
}

function SortButton<Row>({ column, sort, onSort }: SortButtonProps<Row>) {
  const isSorted = sort?.by === column.key
  const Icon = !isSorted ? IconArrowsSort : sort.descending ? IconArrowDown : IconArrowUp
  return (
    <UnstyledButton
      className={classes.sort}
      onClick={() => onSort({ by: column.key, descending: isSorted && !sort.descending })}
    >
      {column.label}
      <Icon size={13} className={isSorted ? undefined : classes.faint} aria-hidden />
    </UnstyledButton>
  )
}

function ariaSort(key: string, sort: Sort | undefined): 'ascending' | 'descending' | undefined {
  if (sort?.by !== key) return undefined
  return sort.descending ? 'descending' : 'ascending'
}
