import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { PASSWORD, proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

const NUMBERS = Array.from({ length: 12 }, (_, index) => `R-${String(index + 1).padStart(2, '0')}`);
const ROSTER = [
  'candidateNumber,firstName,lastName,seat',
  ...NUMBERS.map((number, index) => `${number},Given${index + 1},Family,A${index + 1}`),
];

test.describe('an incident of the whole room', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    expect(await room.stop()).toBe(0);
  });

  test('EV6 AL4 twelve simultaneous focus losses are one row in the console, with who was hit, and nobody scores; a link opens it', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const proctor = proctorAt(page, room);
    await proctor.setUp();
    await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
    /** As a third party's program asks. */
    const ask = async <Answer>(
      path: string,
      token: string | undefined,
      body: unknown,
      type = 'application/json',
    ): Promise<Answer> => {
      const answer = await fetch(`${room.url}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      expect(answer.ok, path).toBe(true);
      return (await answer.json()) as Answer;
    };
    const { token } = await ask<{ token: string }>('auth/login', undefined, { username: 'admin', password: PASSWORD });
    const paper = '::one::Is it? {T}';
    const { exam } = await ask<{ exam: { id: string } }>('exams/import?format=gift', token, paper, 'text/plain');
    await ask(`exams/${exam.id}/roster`, token, ROSTER.join('\n'), 'text/csv');
    await ask(`exams/${exam.id}/open`, token, {});
    const seats = await Promise.all(
      NUMBERS.map((candidateNumber) =>
        ask<{ token: string }>('join', undefined, { examId: exam.id, candidateNumber, consent: true }),
      ),
    );
    await ask(`exams/${exam.id}/start`, token, {});
    await proctor.go('Overview');
    await expect(page.getByText('Given12 Family')).toBeVisible();

    const occurredAt = new Date().toISOString();
    await Promise.all(
      seats.map((seat) =>
        ask('security/events', seat.token, { events: [{ id: randomUUID(), type: 'focus_lost', occurredAt, seq: 1 }] }),
      ),
    );
    const row = page.getByRole('feed').getByRole('article');
    // The first of them stand alone until enough others say the same: what counts is how it ends.
    await expect(row.getByText('12 candidates at once').first()).toBeVisible();
    await expect(row).toHaveCount(1);
    await row.getByText('12 candidates at once').first().click();
    await expect(row.getByRole('listitem').filter({ hasText: 'Family' })).toHaveText(
      NUMBERS.map((number, index) => `A${index + 1} · Given${index + 1} Family · ${number}`),
    );
    await expect(row.getByText('Nothing of it counts against them.', { exact: false })).toBeVisible();
    const { attempts } = (await (
      await fetch(`${room.url}/api/v1/attempts?examId=${exam.id}`, { headers: { authorization: `Bearer ${token}` } })
    ).json()) as { attempts: { riskScore: number }[] };
    expect(attempts.map(({ riskScore }) => riskScore)).toEqual(NUMBERS.map(() => 0));

    // AL4: what a notification's click asks for, in a page that is only now loaded.
    const recent = await fetch(`${room.url}/alerts/recent?limit=50`, { headers: { authorization: `Bearer ${token}` } });
    const { alerts } = (await recent.json()) as { alerts: { id: string; type: string }[] };
    const incident = alerts.find(({ type }) => type === 'room_incident');
    await page.evaluate((id) => {
      window.location.hash = `#/overview?alert=${id}`;
      window.location.reload();
    }, incident?.id);
    await expect(page.getByRole('dialog', { name: 'Several candidates were hit at once' })).toBeVisible();
    expect(page.url(), 'the next reload opens nothing').not.toContain('alert=');
  });
});
