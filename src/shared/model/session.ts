import { z } from 'zod';
import { PlainText } from './bounded-json.ts';
import { ExamId, SessionId, UserId } from './ids.ts';
import { Role } from './role.ts';
import { IsoTime } from './time.ts';

/** What a client says about the machine it runs on: shown, never believed. */
export const DeviceClaim = z.strictObject({
  deviceId: PlainText(128).optional(),
  deviceType: PlainText(64),
  os: PlainText(64).optional(),
  app: PlainText(128).optional(),
});
export type DeviceClaim = z.infer<typeof DeviceClaim>;

/** `location` is what a LAN can know: the label of its network, else the subnet, or "unknown" (protocol 3). */
export const Device = z.strictObject({
  ip: z.string(),
  location: z.string(),
  deviceType: z.string(),
  os: z.string().optional(),
  app: z.string().optional(),
});
export type Device = z.infer<typeof Device>;

export const SessionUser = z.strictObject({ id: UserId, username: z.string(), displayName: z.string(), role: Role });
export type SessionUser = z.infer<typeof SessionUser>;

export const SessionView = z.strictObject({
  id: SessionId,
  user: SessionUser,
  role: Role,
  examId: ExamId.optional(),
  device: Device,
  connectedAt: IsoTime,
  connected: z.boolean(),
  endedAt: IsoTime.optional(),
  endedReason: z.string().optional(),
});
export type SessionView = z.infer<typeof SessionView>;
