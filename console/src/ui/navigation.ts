import {
  IconBuildingCommunity,
  IconCategory,
  IconFolders,
  IconHistory,
  IconKey,
  IconUser,
  IconUserShield,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import type { MessageId } from '../text/use-text.ts'

export type Destination = { readonly to: string; readonly label: MessageId; readonly icon: TablerIcon }
export type Section = { readonly label: MessageId; readonly destinations: readonly Destination[] }

/** The side navigation, in the words of the guide. The command palette offers the same places. */
export const SECTIONS: readonly Section[] = [
  {
    label: 'nav.accounts',
    destinations: [
      { to: '/accounts/users', label: 'nav.users', icon: IconUser },
      { to: '/accounts/groups', label: 'nav.groups', icon: IconUsersGroup },
      { to: '/accounts/resources', label: 'nav.resources', icon: IconCategory },
    ],
  },
  {
    label: 'nav.integrations',
    destinations: [{ to: '/integrations/directories', label: 'nav.directories', icon: IconFolders }],
  },
  {
    label: 'nav.settings',
    destinations: [
      { to: '/settings/oauth', label: 'nav.oauth', icon: IconKey },
      { to: '/settings/administrators', label: 'nav.administrators', icon: IconUserShield },
      { to: '/settings/tenant', label: 'nav.tenant', icon: IconBuildingCommunity },
      { to: '/settings/audit', label: 'nav.audit', icon: IconHistory },
    ],
  },
]
