import {
  Building2,
  Hash,
  House,
  KeyRound,
  type LucideIcon,
  MessageSquare,
  ReceiptText,
  ScrollText,
  Shield,
  Users,
  Webhook,
} from 'lucide-react'

export type Place = { href: string; name: string; icon: LucideIcon }

/** Only what exists. */
export const PLACES: Place[] = [
  { href: '/', name: 'Overview', icon: House },
  { href: '/messages', name: 'Messages', icon: MessageSquare },
  { href: '/numbers', name: 'Numbers', icon: Hash },
  { href: '/webhooks', name: 'Webhooks', icon: Webhook },
  { href: '/billing', name: 'Billing', icon: ReceiptText },
]

export const PREFERENCES: Place[] = [
  { href: '/preferences/api-control', name: 'API control', icon: KeyRound },
  { href: '/preferences/team', name: 'Team', icon: Users },
  { href: '/preferences/security', name: 'Security', icon: Shield },
  { href: '/preferences/audit-log', name: 'Audit log', icon: ScrollText },
  { href: '/preferences/account', name: 'Account', icon: Building2 },
]
