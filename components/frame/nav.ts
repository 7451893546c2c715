import {
  Crosshair,
  LayoutGrid,
  ListFilter,
  type LucideIcon,
  SlidersHorizontal,
  Users,
  Waypoints,
} from 'lucide-react';

export interface Place {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Which count of the status stands beside it. */
  count?: 'open_alerts' | 'open_campaigns';
}

/** The pages of the rail, in order. */
export const PLACES: readonly Place[] = [
  { href: '/queue', label: 'Queue', icon: ListFilter, count: 'open_alerts' },
  { href: '/campaigns', label: 'Campaigns', icon: Waypoints, count: 'open_campaigns' },
  { href: '/accounts', label: 'Accounts', icon: Users },
  { href: '/capabilities', label: 'Capabilities', icon: LayoutGrid },
  { href: '/indicators', label: 'Indicators', icon: Crosshair },
  { href: '/settings', label: 'Settings', icon: SlidersHorizontal },
];
