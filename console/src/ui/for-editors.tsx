import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { sessionQuery } from '../api/session.ts'

/** What an auditor would be refused is not offered to one. The server decides, whatever stands here. */
export function ForEditors({ children }: { readonly children: ReactNode }) {
  const { data: session } = useQuery(sessionQuery)
  return session?.administrator.role === 'auditor' ? null : children
}
