import {
  Crosshair,
  FileText,
  Layers,
  LayoutGrid,
  ListFilter,
  type LucideIcon,
  ShieldCheck,
  SlidersHorizontal,
  Users,
  Waypoints,
} from 'lucide-react';

export interface Place {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Which count of the status stands beside it. */
  count?: 'open_alerts' | 'open_campaigns' | 'waiting_batches';
}

/** The pages of the rail, in order. */
export const PLACES: readonly Place[] = [
  { href: '/queue', label: 'Queue', icon: ListFilter, count: 'open_alerts' },
  { href: '/campaigns', label: 'Campaigns', icon: Waypoints, count: 'open_campaigns' },
  { href: '/accounts', label: 'Accounts', icon: Users },
  { href: '/capabilities', label: 'Capabilities', icon: LayoutGrid },
  { href: '/indicators', label: 'Indicators', icon: Crosshair },
  { href: '/approvals', label: 'Approvals', icon: ShieldCheck, count: 'waiting_batches' },
  { href: '/batches', label: 'Batches', icon: Layers },
  { href: '/audit', label: 'Audit', icon: FileText },
  { href: '/settings', label: 'Settings', icon: SlidersHorizontal },
];
