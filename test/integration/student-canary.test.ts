import { beforeAll, describe, expect, it } from 'vitest';
import { A, B, B_ADDRESS, B_DEVICE, B_EMAIL, CANARY_ROOM, type CanaryDay, canaryDay, STAFF_NAME } from '../support/canary-day.ts';
import { testRooms } from '../support/start-test-room.ts';
import { KEY_CANARY } from '../support/test-room-files.ts';

const startTestRoom = testRooms({ per: 'file' });
/** What only staff may know, by the names of the fields. */
const STAFF_FIELDS = [
  'riskScore',
  'alertId',
  'userName',
  'threat_level',
  'wall_name',
  'assignee',
  'acknowledgedBy',
  'incidents',
  'timeline',
  '"candidateNumber":',
  '"weight"',
  '"confidence"',
  '"pairs"',
  '"accepted"',
  '"correct"',
  '"tolerance"',
  '"feedback',
];
const KEYS = [`${KEY_CANARY}-name`, `${KEY_CANARY}-feedback`, `${KEY_CANARY}word`, `${KEY_CANARY}half`];

/** As text and as JSON may write it. */
const forms = (secret: string): string[] => [
  secret,
  secret.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
];
const leaks = (heard: string, secrets: Iterable<string>): string[] =>
  [...secrets].filter((secret) => forms(secret).some((form) => heard.includes(form)));

let day: CanaryDay;
beforeAll(async () => {
  day = await canaryDay(await startTestRoom({ config: CANARY_ROOM }));
}, 60_000);

describe('ID7 what a candidate is never sent, by the bytes on the wire', () => {
  it('ID7 the recording works: it holds their own words and ids, of every transport, and of B what B was sent', () => {
    const own = day.toA;
    expect(own.length).toBeGreaterThan(50_000);
    const ours = [
      A.lastName,
      'alpha-answer',
      'auto_suspend_triggered',
      'critical_threat',
      'session_suspended',
      'Soon over.',
      'to all students',
      'Calm, please.',
      'Mars',
    ];
    expect(leaks(own, ours)).toEqual(ours);
    for (const mark of ['42["exam-message"', '"type":"connection"', 'application/problem+json', 'HTTP/1.1 101'])
      expect(own, mark).toContain(mark);
    expect(leaks(day.toB, [B.lastName, 'bravo-letter', 'bravo-message'])).toHaveLength(3);
    expect(day.planted.size).toBeGreaterThan(20);
  });

  it('ID7 security-15 nothing of another candidate: name, number, e-mail, seat, code, address, device, words, answers, ids, tokens', () => {
    const own = day.toA;
    const { candidateNumber, firstName, lastName, seat, accessCode } = B;
    const person = [candidateNumber, firstName, lastName, seat, accessCode, B_EMAIL, B_ADDRESS, ...Object.values(B_DEVICE)];
    expect(leaks(own, person)).toEqual([]);
    expect(own.match(/.{0,80}bravo.{0,80}/i)?.[0]).toBeUndefined();
    expect(leaks(own, day.planted)).toEqual([]);
  });

  it('EX1 security-15 no key of the paper, not even after the end, and no feedback before its time', () => {
    expect(leaks(day.toA, KEYS)).toEqual([]);
  });

  it('protocol 2 no field of staff: no score of risk, no alert, no weight, no name of an invigilator', () => {
    const own = day.toA;
    expect(leaks(own, STAFF_FIELDS)).toEqual([]);
    expect(
      leaks(own, ['Prudence', 'Proctorcanary', 'prudence', 'suspicious_activity', 'security-alert', 'alert-updated']),
    ).toEqual([]);
  });

  it('ID7 pages and documentation hold nothing of anybody', () => {
    expect(day.pages.length).toBeGreaterThan(10_000);
    const anybody = [...Object.values(A), ...Object.values(B), B_EMAIL, STAFF_NAME, ...KEYS, ...day.planted];
    expect(leaks(day.pages, anybody)).toEqual([]);
  });
});
