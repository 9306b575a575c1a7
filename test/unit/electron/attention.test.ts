import { describe, expect, it } from 'vitest';
import { createNativeAlerts, type NativeNotification } from '../../../src/main/electron/native-alerts.ts';
import { shellWords } from '../../../src/main/electron/shell-words.ts';

function attention({ isSupported = true } = {}) {
  const shown: NativeNotification[] = [];
  const onScreen = new Set<NativeNotification>();
  const badges: number[] = [];
  const flashes: boolean[] = [];
  const revealed: (string | undefined)[] = [];
  let isFocused = false;
  let now = 1_000;
  const alerts = createNativeAlerts({
    show: (notification) => {
      if (!isSupported) return undefined;
      shown.push(notification);
      onScreen.add(notification);
      return () => void onScreen.delete(notification);
    },
    badge: (count) => badges.push(count),
    flash: (isOn) => flashes.push(isOn),
    isFocused: () => isFocused,
    reveal: (alertId) => revealed.push(alertId),
    words: () => shellWords('en'),
    now: () => now,
  });
  let count = 0;
  return {
    alerts,
    shown,
    onScreen,
    badges,
    flashes,
    revealed,
    raise: (changes: Partial<Parameters<typeof alerts.raised>[0]> = {}) =>
      alerts.raised({
        alertId: `a${++count}`,
        severity: 'critical',
        title: 'Critical threat',
        body: 'Look.',
        show: true,
        ...changes,
      }),
    look: (isLooking: boolean) => {
      isFocused = isLooking;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('createNativeAlerts', () => {
  it('AL4 shows a critical alert always, a high one when nobody looks', () => {
    const { raise, look, shown } = attention();
    look(true);
    raise();
    raise({ severity: 'high' });
    expect(shown.map(({ urgency }) => urgency)).toEqual(['critical']);
    look(false);
    raise({ severity: 'high' });
    expect(shown.map(({ urgency }) => urgency)).toEqual(['critical', 'normal']);
  });

  it('AL4 opens the alert whose notification is clicked', () => {
    const { raise, shown, revealed } = attention();
    raise();
    raise();
    shown[1]?.onClick();
    expect(revealed).toEqual(['a2']);
  });

  it('AL4 tells a storm once, in place of what it showed before, and opens them all', () => {
    const { raise, shown, onScreen, revealed, pass } = attention();
    for (let n = 0; n < 40; n++) {
      raise();
      pass(500);
    }
    expect(shown.map(({ title }) => title)).toEqual([
      'Critical threat',
      'Critical threat',
      'Critical threat',
      'Several serious alerts at once',
    ]);
    expect([...onScreen].map(({ title }) => title)).toEqual(['Several serious alerts at once']);
    shown.at(-1)?.onClick();
    expect(revealed).toEqual([undefined]);
  });

  it('AL4 tells one by one again after a storm', () => {
    const { raise, shown, pass } = attention();
    for (let n = 0; n < 10; n++) raise();
    pass(6_000);
    raise({ title: 'Later' });
    expect(shown.at(-1)?.title).toBe('Later');
  });

  it('AL4 counts and flashes for what nobody saw, also where notifications are not wanted, until somebody looks', () => {
    const { alerts, raise, look, shown, onScreen, badges, flashes } = attention();
    raise({ show: false });
    raise({ show: true, severity: 'high' });
    expect([badges, flashes, shown.length]).toEqual([[1, 2], [true], 1]);
    look(true);
    alerts.seen();
    expect([badges.at(-1), flashes.at(-1), onScreen.size]).toEqual([0, false, 0]);
    raise();
    expect(badges.at(-1)).toBe(0);
  });

  it('AL3 tries a notification out, and says where there are none', () => {
    const sample = { title: 'This is a test', body: 'Like this.' };
    const { alerts, shown } = attention();
    expect(alerts.tryOut(sample)).toBe(true);
    expect(shown).toHaveLength(1);
    expect(attention({ isSupported: false }).alerts.tryOut(sample)).toBe(false);
  });
});
