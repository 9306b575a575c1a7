import { AIR_COST } from './air-cost.ts';
import { AIR_REQUESTS } from './air-requests.ts';
import type { DetectCase } from './detect-case.ts';
import { HONEST_REQUESTS } from './honest-requests.ts';
import { labelledLogs } from './labelled-logs.ts';

/** Scenarios about signing in: guessing, enumeration of users, travel nobody can do. */
const LOGINS = /(?:^|[-_])(?:bf|enum|impossible-travel)(?:$|[-_])|user-enum|bruteforce/;

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
  labelledLogs({
    name: 'fire-logins',
    title: 'Fire Wall: sources in logs of sign-ins',
    wall: 'fire',
    format: 'sshd',
    scenarios: LOGINS,
    logs: /(?:^|\/)(?:ssh|authelia|gitlab|keycloak|windows)[^/]*\.log$/,
  }),
  labelledLogs({
    name: 'fire-requests',
    title: 'Fire Wall: sources in access logs',
    wall: 'fire',
    format: 'access-log',
    scenarios: LOGINS,
    // One of WordPress carries no label at all: test/corpus/logins.test.ts says what it holds.
    logs: /(?:^|\/)(?:apache|nginx|http-wordpress)[^/]*\.log$/,
  }),
  HONEST_REQUESTS,
  AIR_COST,
];
