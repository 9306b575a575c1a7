import { z } from 'zod';
import type { NotificationSeverity } from './notification.ts';
import { IsoTime } from './time.ts';

/** What a type of notification says when its sender does not, and what its data must hold. More data is welcome. */
export interface NotificationTemplate {
  readonly title: string;
  readonly message: string;
  readonly severity: NotificationSeverity;
  readonly data: z.ZodType<Record<string, unknown>>;
}

/** An id of another system: a word, or a number as learning platforms count them. */
const foreignId = z.union([z.string().min(1).max(200), z.int()]);
const noData = z.looseObject({});

/** The types of the contract with their own templates (protocol 4). Others are accepted as they are. */
export const NOTIFICATION_TEMPLATES = {
  connection: { title: 'Connected', message: 'Notifications arrive here from now on.', severity: 'info', data: noData },
  course_update: {
    title: 'A course has changed',
    message: 'There is something new in one of your courses.',
    severity: 'info',
    data: z.looseObject({ courseId: foreignId }),
  },
  quiz_result: {
    title: 'Your result is ready',
    message: 'The result of your quiz can be read now.',
    severity: 'info',
    data: z.looseObject({ quizId: foreignId, score: z.number() }),
  },
  certificate_ready: {
    title: 'Your certificate is ready',
    message: 'The certificate of your course can be collected.',
    severity: 'success',
    data: z.looseObject({ courseId: foreignId, certificateId: foreignId }),
  },
  phishing_result: {
    title: 'How the phishing exercise ended',
    message: 'There is a result of the exercise for you.',
    severity: 'info',
    data: z.looseObject({ campaignId: foreignId, outcome: z.string().min(1).max(200) }),
  },
  system_maintenance: {
    title: 'Planned maintenance',
    message: 'The system will not be available for a while.',
    severity: 'warning',
    data: z.looseObject({ startsAt: IsoTime, endsAt: IsoTime }),
  },
  security_alert: { title: 'Security alert', message: 'Something needs your attention.', severity: 'warning', data: noData },
  exam_message: {
    title: 'Message from the invigilator',
    message: 'There is a message about your exam.',
    severity: 'info',
    data: noData,
  },
  tool_access: { title: 'Access to a tool', message: 'Your access to a tool has changed.', severity: 'info', data: noData },
  recovery_status: { title: 'Recovery', message: 'Your request for recovery has changed.', severity: 'info', data: noData },
  test: { title: 'Test notification', message: 'Notifications reach you.', severity: 'info', data: noData },
} as const satisfies Record<string, NotificationTemplate>;
export type KnownNotificationType = keyof typeof NOTIFICATION_TEMPLATES;

/** The template of a type; undefined for a type of somebody's own. */
export const templateOf = (type: string): NotificationTemplate | undefined =>
  Object.hasOwn(NOTIFICATION_TEMPLATES, type) ? NOTIFICATION_TEMPLATES[type as KnownNotificationType] : undefined;
