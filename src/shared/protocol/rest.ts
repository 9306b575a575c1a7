import type { CommandName } from './commands.ts';

export interface RestRoute {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Fastify path; parameters and the query go into the command's input under their names. */
  readonly path: string;
  readonly command: CommandName;
  readonly status?: number;
  /** Values the path itself stands for, e.g. the action of a proctor. */
  readonly fixed?: Readonly<Record<string, string>>;
}

const proctorPaths = [
  'warn',
  'increase-monitoring',
  'restore-monitoring',
  'suspend',
  'resume',
  'terminate',
  'extend-time',
  'confirm-identity',
  'message',
].map(
  (action): RestRoute => ({
    method: 'POST',
    path: `/api/v1/attempts/:attemptId/${action}`,
    command: 'proctor_action',
    fixed: { action: action.replaceAll('-', '_') },
  }),
);

/** Fixed REST paths (protocol 6) and those of our own console; every one leads to a command. */
export const REST_ROUTES: readonly RestRoute[] = [
  { method: 'GET', path: '/api/v1/setup', command: 'setup_status' },
  { method: 'POST', path: '/api/v1/setup', command: 'setup', status: 201 },
  { method: 'POST', path: '/api/v1/auth/login', command: 'auth_login' },
  { method: 'POST', path: '/api/v1/auth/refresh', command: 'auth_refresh' },
  { method: 'POST', path: '/api/v1/auth/logout', command: 'auth_logout' },
  { method: 'GET', path: '/api/v1/me', command: 'me' },
  { method: 'GET', path: '/api/v1/join', command: 'join_info' },
  { method: 'POST', path: '/api/v1/join', command: 'join', status: 201 },
  { method: 'GET', path: '/api/v1/attempt', command: 'attempt_get' },
  { method: 'GET', path: '/api/v1/attempt/events', command: 'attempt_events' },
  { method: 'GET', path: '/api/v1/attempt/result', command: 'attempt_result' },
  { method: 'POST', path: '/api/v1/security/events', command: 'security_events' },
  { method: 'GET', path: '/alerts/recent', command: 'alerts_recent' },
  { method: 'GET', path: '/api/v1/alerts', command: 'alerts_list' },
  { method: 'POST', path: '/api/v1/alerts/:alertId/actions', command: 'alert_action' },
  { method: 'GET', path: '/api/v1/exams', command: 'exams_list' },
  { method: 'GET', path: '/api/v1/exams/:examId', command: 'exam_get' },
  { method: 'PATCH', path: '/api/v1/exams/:examId', command: 'exam_update' },
  { method: 'POST', path: '/api/v1/exams/:examId/open', command: 'exam_open' },
  { method: 'POST', path: '/api/v1/exams/:examId/start', command: 'exam_start' },
  { method: 'POST', path: '/api/v1/exams/:examId/pause', command: 'exam_pause' },
  { method: 'POST', path: '/api/v1/exams/:examId/resume', command: 'exam_resume' },
  { method: 'POST', path: '/api/v1/exams/:examId/end', command: 'exam_end' },
  { method: 'POST', path: '/api/v1/exams/:examId/sittings', command: 'sitting_create', status: 201 },
  { method: 'GET', path: '/api/v1/exams/:examId/roster', command: 'roster_get' },
  { method: 'POST', path: '/api/v1/exams/:examId/roster/:userId/release', command: 'roster_release' },
  { method: 'GET', path: '/api/v1/exams/:examId/results', command: 'results_get' },
  { method: 'POST', path: '/api/v1/exams/import', command: 'exam_import', status: 201 },
  { method: 'POST', path: '/api/v1/exams/:examId/roster', command: 'roster_import' },
  { method: 'GET', path: '/api/v1/room', command: 'room_info' },
  { method: 'GET', path: '/api/v1/attempts', command: 'attempts_list' },
  { method: 'GET', path: '/api/v1/attempts/:attemptId', command: 'attempt_detail' },
  ...proctorPaths,
  { method: 'POST', path: '/api/v1/attempts/:attemptId/accept-held', command: 'held_accept' },
  { method: 'GET', path: '/api/v1/sessions', command: 'sessions_list' },
  { method: 'GET', path: '/api/v1/sessions/history', command: 'sessions_history' },
  { method: 'POST', path: '/api/v1/sessions/:sessionId/terminate', command: 'session_terminate' },
  { method: 'GET', path: '/api/v1/notifications', command: 'notifications_list' },
  { method: 'POST', path: '/api/v1/notifications', command: 'notification_send', status: 202 },
  { method: 'GET', path: '/api/v1/notifications/status', command: 'notification_status' },
  { method: 'POST', path: '/api/v1/notifications/test', command: 'notification_test', status: 202 },
  { method: 'POST', path: '/api/v1/notifications/read-all', command: 'notifications_read_all' },
  { method: 'POST', path: '/api/v1/notifications/:id/delivered', command: 'notification_delivered' },
  { method: 'POST', path: '/api/v1/notifications/:id/read', command: 'notification_read' },
  { method: 'GET', path: '/api/v1/users', command: 'users_list' },
  { method: 'POST', path: '/api/v1/users', command: 'user_add', status: 201 },
  { method: 'POST', path: '/api/v1/users/disable', command: 'user_disable' },
  { method: 'POST', path: '/api/v1/users/password', command: 'user_passwd' },
  { method: 'GET', path: '/api/v1/audit', command: 'audit_list' },
  { method: 'GET', path: '/api/v1/audit/verify', command: 'audit_verify' },
];
