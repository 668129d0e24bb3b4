import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ResourceKind, restoreDeleted } from '../api/directories.ts'
import { queryClient } from '../api/query-client.ts'
import { deleteResource, type Operation, patchResource } from '../api/scim.ts'
import { useText } from '../text/use-text.ts'
import { sayProblem } from '../ui/error-state.tsx'
import { toast } from '../ui/toast.ts'

type Change = { readonly operations: readonly Operation[]; readonly undo?: readonly Operation[]; readonly said: string }

const LISTS = { User: '/accounts/users', Group: '/accounts/groups' } as const

/** Changing and deleting one resource, each with its undo. */
export function useResourceActions(slug: string, kind: ResourceKind, id: string) {
  const t = useText()
  const navigate = useNavigate()
  const reload = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: ['scim', slug] })
    await queryClient.invalidateQueries({ queryKey: ['directories'] })
  }
  const takeBack = (run: () => void) => ({ label: t('common.undo'), run })
  const failed = (error: unknown): void => toast(sayProblem(t, error), { tone: 'bad' })
  const change = useMutation({
    mutationFn: ({ operations }: Change) => patchResource(slug, kind, id, operations),
    onSuccess: async (_, { undo, said }) => {
      toast(
        said,
        undo === undefined
          ? {}
          : { action: takeBack(() => change.mutate({ operations: undo, said: t('people.undone') })) },
      )
      await reload()
    },
    onError: failed,
  })
  const restoration = useMutation({
    mutationFn: () => restoreDeleted(slug, kind, id),
    onSuccess: async () => {
      toast(t('people.undone'))
      await reload()
    },
    onError: failed,
  })
  const deletion = useMutation({
    mutationFn: () => deleteResource(slug, kind, id),
    onSuccess: async () => {
      toast(t('people.deleted'), { action: takeBack(() => restoration.mutate()) })
      if (typeof kind === 'string') await navigate({ to: LISTS[kind], search: { directory: slug } })
      else await navigate({ to: '/accounts/resources', search: { directory: slug, type: kind.name } })
      await reload()
    },
    onError: failed,
  })
  return { change, deletion }
}
