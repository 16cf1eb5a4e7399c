import { Hash, House, KeyRound, type LucideIcon, MessageSquare } from 'lucide-react'

export type Place = { href: string; name: string; icon: LucideIcon }

/** Only what exists. */
export const PLACES: Place[] = [
  { href: '/', name: 'Overview', icon: House },
  { href: '/messages', name: 'Messages', icon: MessageSquare },
  { href: '/numbers', name: 'Numbers', icon: Hash },
]

export const PREFERENCES: Place[] = [{ href: '/preferences/api-control', name: 'API control', icon: KeyRound }]
