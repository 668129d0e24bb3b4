import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type ParsedLocation,
  redirect,
} from '@tanstack/react-router'
import { hasStatus } from './api/problem.ts'
import { queryClient } from './api/query-client.ts'
import { sessionQuery } from './api/session.ts'
import { CLIENT_ORDERS, type ClientOrder } from './screens/oauth/order-clients.ts'
import { LIST_ORDERS, type ListSearch } from './resource/list-search.ts'
import { NotFound } from './shell/not-found.tsx'
import { PageError } from './shell/page-error.tsx'
import { Shell } from './shell/shell.tsx'
import { TableSkeleton } from './ui/table-skeleton.tsx'

/** Every page of the console. The address is the state: search parameters are read and checked here, once. */

type Search = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((candidate) => candidate === value)

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // An address of this console only: never another origin's.
  validateSearch: ({ return: wanted }: Search): { return?: string } => {
    const path = text(wanted)?.match(/^\/(?![/\\]).*/)?.[0]
    return path === undefined ? {} : { return: path }
  },
  component: lazyRouteComponent(() => import('./screens/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./screens/set-up/set-up-screen.tsx'), 'SetUpScreen'),
})

/** Who is not signed in does that first and comes back. */
async function requireSession({ location }: { readonly location: ParsedLocation }): Promise<void> {
  try {
    await queryClient.ensureQueryData(sessionQuery)
  } catch (error) {
    if (!hasStatus(error, 401)) throw error
    const isStart = location.pathname === '/'
    redirect({ to: '/sign-in', search: isStart ? {} : { return: location.href }, throw: true })
  }
}

const authorize = createRoute({
  getParentRoute: () => root,
  path: '/authorize',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('./screens/authorize/authorize-screen.tsx'), 'AuthorizeScreen'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: requireSession,
})

const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/settings/oauth', throw: true })
  },
})

const listSearch = ({ directory, q, sort, down, active }: Search): ListSearch => ({
  directory: text(directory),
  q: text(q),
  sort: oneOf(sort, LIST_ORDERS),
  down: down === true ? true : undefined,
  active: oneOf(active, ['yes', 'no']),
})

const editPanel = ({ panel }: Search): { panel?: 'edit' | undefined } => ({ panel: oneOf(panel, ['edit']) })

const users = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/users',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./screens/users/users-screen.tsx'), 'UsersScreen'),
})

const user = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/users/$slug/$id',
  validateSearch: editPanel,
  component: lazyRouteComponent(() => import('./screens/users/user-screen.tsx'), 'UserScreen'),
})

const groups = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/groups',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./screens/groups/groups-screen.tsx'), 'GroupsScreen'),
})

type ResourcesSearch = Omit<ListSearch, 'sort' | 'active'> & {
  readonly type?: string | undefined
  readonly sort?: string | undefined
}

const resources = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/resources',
  validateSearch: ({ directory, type, q, sort, down }: Search): ResourcesSearch => ({
    directory: text(directory),
    type: text(type),
    q: text(q),
    sort: text(sort),
    down: down === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./screens/resources/resources-screen.tsx'), 'ResourcesScreen'),
})

const resource = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/resources/$slug/$type/$id',
  validateSearch: editPanel,
  component: lazyRouteComponent(() => import('./screens/resources/resource-screen.tsx'), 'ResourceScreen'),
})

const directories = createRoute({
  getParentRoute: () => signedIn,
  path: '/integrations/directories',
  component: lazyRouteComponent(() => import('./screens/directories/directories-screen.tsx'), 'DirectoriesScreen'),
})

const group = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/groups/$slug/$id',
  validateSearch: ({ panel, q }: Search): { panel?: 'edit' | undefined; q?: string | undefined } => ({
    panel: oneOf(panel, ['edit']),
    q: text(q),
  }),
  component: lazyRouteComponent(() => import('./screens/groups/group-screen.tsx'), 'GroupScreen'),
})

const addDirectory = createRoute({
  getParentRoute: () => signedIn,
  path: '/integrations/directories/new',
  component: lazyRouteComponent(() => import('./screens/directories/add-directory-screen.tsx'), 'AddDirectoryScreen'),
})

const directory = createRoute({
  getParentRoute: () => signedIn,
  path: '/integrations/directories/$slug',
  validateSearch: ({ panel }: Search): { panel?: 'delete' | undefined } => ({ panel: oneOf(panel, ['delete']) }),
  component: lazyRouteComponent(() => import('./screens/directories/directory-screen.tsx'), 'DirectoryScreen'),
})

const editDirectory = createRoute({
  getParentRoute: () => signedIn,
  path: '/integrations/directories/$slug/edit',
  component: lazyRouteComponent(() => import('./screens/directories/edit-directory-screen.tsx'), 'EditDirectoryScreen'),
})

type OauthSearch = {
  readonly tab?: 'templates' | undefined
  readonly panel?: 'found' | undefined
  readonly q?: string | undefined
  readonly sort?: ClientOrder | undefined
  readonly down?: true | undefined
}

const oauth = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/oauth',
  validateSearch: ({ tab, panel, q, sort, down }: Search): OauthSearch => ({
    panel: oneOf(panel, ['found']),
    tab: oneOf(tab, ['templates']),
    q: text(q),
    sort: oneOf(sort, CLIENT_ORDERS),
    down: down === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./screens/oauth/oauth-screen.tsx'), 'OauthScreen'),
})

const addClient = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/oauth/new',
  validateSearch: ({ template }: Search): { template?: string | undefined } => ({ template: text(template) }),
  component: lazyRouteComponent(() => import('./screens/oauth/add-client-screen.tsx'), 'AddClientScreen'),
})

const addTemplate = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/oauth/templates/new',
  component: lazyRouteComponent(() => import('./screens/oauth/add-template-screen.tsx'), 'AddTemplateScreen'),
})

const client = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/oauth/clients/$clientId',
  validateSearch: ({ panel }: Search): { panel?: 'regenerate' | 'delete' | undefined } => ({
    panel: oneOf(panel, ['regenerate', 'delete']),
  }),
  component: lazyRouteComponent(() => import('./screens/oauth/client-screen.tsx'), 'ClientScreen'),
})

const editClient = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/oauth/clients/$clientId/edit',
  component: lazyRouteComponent(() => import('./screens/oauth/edit-client-screen.tsx'), 'EditClientScreen'),
})

const administrators = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/administrators',
  validateSearch: ({ panel }: Search): { panel?: 'add' | undefined } => ({ panel: oneOf(panel, ['add']) }),
  component: lazyRouteComponent(
    () => import('./screens/administrators/administrators-screen.tsx'),
    'AdministratorsScreen',
  ),
})

const tenant = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/tenant',
  component: lazyRouteComponent(() => import('./screens/tenant/tenant-screen.tsx'), 'TenantScreen'),
})

type AuditSearch = {
  readonly q?: string | undefined
  readonly act?: string | undefined
  readonly actor?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly entry?: number | undefined
}

const day = (value: unknown): string | undefined => {
  const given = text(value)
  return given !== undefined && /^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given)) ? given : undefined
}

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/audit',
  validateSearch: ({ q, act, actor, from, to, entry }: Search): AuditSearch => ({
    q: text(q),
    act: text(act),
    actor: text(actor),
    from: day(from),
    to: day(to),
    entry: Number.isSafeInteger(entry) && Number(entry) > 0 ? Number(entry) : undefined,
  }),
  component: lazyRouteComponent(() => import('./screens/audit/audit-screen.tsx'), 'AuditScreen'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    authorize,
    signedIn.addChildren([
      start,
      users,
      user,
      groups,
      group,
      resources,
      resource,
      directories,
      addDirectory,
      directory,
      editDirectory,
      oauth,
      addClient,
      addTemplate,
      client,
      editClient,
      administrators,
      tenant,
      audit,
    ]),
  ]),
  basepath: '/console',
  defaultPreload: 'intent',
  defaultPendingComponent: TableSkeleton,
  defaultErrorComponent: PageError,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
