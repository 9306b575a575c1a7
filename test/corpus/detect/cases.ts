import { AIR_COST } from './air-cost.ts';
import { AIR_REQUESTS } from './air-requests.ts';
import type { DetectCase } from './detect-case.ts';
import { HONEST_REQUESTS } from './honest-requests.ts';
import { labelledLogs } from './labelled-logs.ts';

/** What `npm run detect` measures, in this order; a wall adds its own. */
export const DETECT_CASES: readonly DetectCase[] = [
  AIR_REQUESTS,
  labelledLogs({
    name: 'air-logs',
    title: 'Air Wall: sources in access logs',
    wall: 'air',
    format: 'access-log',
    scenarios: /^http-(?!.*bf)/,
    logs: /(?:^|\/)(?:apache|nginx|http)[^/]*\.log$/,
  }),
  HONEST_REQUESTS,
  AIR_COST,
];
