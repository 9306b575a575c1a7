import {
  IconBolt,
  IconCalculator,
  IconChartBar,
  IconDevices,
  IconFileText,
  IconKey,
  IconLayoutGrid,
  IconLifebuoy,
  IconMail,
  IconPlugConnected,
  IconShieldLock,
  IconUsers,
} from '@tabler/icons-react';
import type { Role } from '../../../shared/model/role.ts';

/** Where the console's navigation leads. `inBar`: also in the bottom bar of a phone; the rest is under "More". */
export const DESTINATIONS = [
  { name: 'overview', path: '/overview', Icon: IconLayoutGrid, inBar: true, adminOnly: false },
  { name: 'exams', path: '/exams', Icon: IconFileText, inBar: true, adminOnly: false },
  { name: 'results', path: '/results', Icon: IconChartBar, inBar: true, adminOnly: false },
  { name: 'sessions', path: '/sessions', Icon: IconDevices, inBar: false, adminOnly: false },
  { name: 'connections', path: '/connections', Icon: IconPlugConnected, inBar: false, adminOnly: false },
  { name: 'tools', path: '/tools', Icon: IconCalculator, inBar: false, adminOnly: false },
  { name: 'recovery', path: '/recovery', Icon: IconLifebuoy, inBar: false, adminOnly: false },
  { name: 'notifications', path: '/notifications', Icon: IconMail, inBar: false, adminOnly: false },
  { name: 'rules', path: '/rules', Icon: IconBolt, inBar: false, adminOnly: true },
  { name: 'audit', path: '/audit', Icon: IconShieldLock, inBar: false, adminOnly: true },
  { name: 'apiKeys', path: '/api-keys', Icon: IconKey, inBar: false, adminOnly: true },
  { name: 'users', path: '/users', Icon: IconUsers, inBar: false, adminOnly: true },
] as const;
export type Destination = (typeof DESTINATIONS)[number];

export const destinationsFor = (role: Role): readonly Destination[] =>
  DESTINATIONS.filter(({ adminOnly }) => !adminOnly || role === 'admin');

/** Is this destination where the page is? A candidate is looked at from the overview. */
export const isHere = (destination: Destination, location: string): boolean =>
  location === destination.path ||
  location.startsWith(`${destination.path}/`) ||
  (destination.name === 'overview' && location.startsWith('/candidates/')) ||
  (destination.name === 'notifications' && location === '/notification-test');
