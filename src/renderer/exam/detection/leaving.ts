import { type DetectorPorts, listen, type Stop, stopAll } from './observation.ts';

/**
 * A window that loses the focus for less than this was not left by a person (full-screen change, tool tip of the
 * desktop); it is also how long we wait to learn whether the page was hidden by the same gesture.
 */
const GRACE_MS = 150;

type Leave =
  | { readonly step: 'here' }
  | { readonly step: 'maybe'; readonly since: number; readonly cancel: Stop }
  | {
      readonly step: 'away';
      readonly since: number;
      readonly as: 'visibility_hidden' | 'focus_lost';
      readonly blurred: boolean;
      readonly hidden: boolean;
    };

/**
 * Leaving the exam and coming back. One gesture is one incident: a hidden page says more than a lost focus, so a blur
 * followed by hiding is reported as `visibility_hidden` alone. Coming back reports `focus_gained` with `durationMs`.
 */
export function detectLeaving({ report, target, clock }: DetectorPorts): Stop {
  let leave: Leave = { step: 'here' };
  const isHidden = (): boolean => target.document.visibilityState === 'hidden';

  const goAway = (since: number, as: 'visibility_hidden' | 'focus_lost', blurred: boolean): void => {
    leave = { step: 'away', since, as, blurred, hidden: as === 'visibility_hidden' };
    report({ type: as });
  };
  const comeBack = (): void => {
    if (leave.step === 'maybe') leave.cancel();
    if (leave.step === 'away') {
      report({
        type: 'focus_gained',
        details: {
          durationMs: Math.round(clock.monotonic() - leave.since),
          left: leave.as,
          ...(leave.hidden ? { hidden: true } : {}),
        },
      });
    }
    leave = { step: 'here' };
  };

  // Fields of the page lose and gain the focus too, and in the capture phase the window hears of that.
  const ofWindow =
    (react: () => void) =>
    (event: { readonly target: unknown }): void => {
      if (event.target === target.window) react();
    };
  const onBlur = (): void => {
    if (leave.step === 'away') leave = { ...leave, blurred: true };
    if (leave.step !== 'here') return;
    const since = clock.monotonic();
    if (isHidden()) return goAway(since, 'visibility_hidden', true);
    leave = {
      step: 'maybe',
      since,
      cancel: clock.after(GRACE_MS, () => goAway(since, isHidden() ? 'visibility_hidden' : 'focus_lost', true)),
    };
  };
  const onVisibility = (): void => {
    if (!isHidden()) {
      // A page that is seen again while another window has the focus is still left: wait for the focus.
      if (leave.step === 'away' && !leave.blurred) comeBack();
      return;
    }
    if (leave.step === 'away') {
      leave = { ...leave, hidden: true };
      return;
    }
    const since = leave.step === 'maybe' ? leave.since : clock.monotonic();
    const blurred = leave.step === 'maybe';
    if (leave.step === 'maybe') leave.cancel();
    goAway(since, 'visibility_hidden', blurred);
  };
  // Whoever types or clicks in the page is back, whether or not the browser told.
  const onInput = (): void => {
    if (leave.step === 'away' && !isHidden()) comeBack();
  };

  const stop = stopAll([
    listen(target.window, 'blur', ofWindow(onBlur)),
    listen(target.window, 'focus', ofWindow(comeBack)),
    listen(target.document, 'visibilitychange', onVisibility),
    listen(target.window, 'pointerdown', onInput),
    listen(target.window, 'keydown', onInput),
  ]);
  return () => {
    stop();
    if (leave.step === 'maybe') leave.cancel();
    leave = { step: 'here' };
  };
}
