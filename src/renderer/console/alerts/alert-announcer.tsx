import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/model/alert.ts';
import type { AttemptSummary } from '../../../shared/model/attempt.ts';
import { severityRank } from '../../../shared/model/severity.ts';
import { useReasonText } from '../../i18n/index.ts';
import { SeverityBadge } from '../../ui/severity-badge.tsx';
import { consoleShell } from '../link/console-shell.ts';
import { navigate } from '../link/hash-location.ts';
import { keys } from '../link/query-keys.ts';
import { useRoom } from '../link/room-context.tsx';
import { hideToast, showToast } from '../parts/toast.ts';
import { openAlertDrawer } from './alert-drawer.ts';
import { alertPreferences } from './alert-preferences.ts';
import { useAlertTitle } from './alert-words.ts';
import { askForAlert } from './asked-alert.ts';
import { createChime } from './chime.ts';
import { showNotification } from './desktop-notification.ts';
import { isInSight } from './feed-in-sight.ts';
import { createMissedAlerts } from './missed-alerts.ts';

const STORM_MS = 6_000;
/** More critical alerts than this within the storm's length are told as one. */
const STORM_FROM = 3;
const STORM_TOAST = 'alert-storm';
const MISSED_TOAST = 'alerts-missed';
/** As much as a notification takes. */
const MAX_TITLE = 200;
const MAX_BODY = 300;

/** How far up the chain of people an alert has come, and whether a rule wants it heard. */
const callsOf = ({ data }: Alert): number => {
  const { escalation, sound } = data as { escalation?: { step?: number }; sound?: boolean };
  return Number(sound === true) + (escalation?.step ?? 0);
};

/**
 * Draws attention when something serious happens: sound from high upwards, toast and notification for critical, one of
 * each for a storm. A toast lies over the page for a while: there is none for what stands in a feed on the screen. Of what was caught up after an absence, the critical alerts that nobody has taken meanwhile are told once and
 * together; the rest is in the feed. The desktop app decides itself what it shows outside the window; a browser's notification is
 * made here.
 */
export function AlertAnnouncer() {
  const { t } = useTranslation('console');
  const { feed } = useRoom();
  const cache = useQueryClient();
  const titleOf = useAlertTitle();
  const reasonText = useReasonText();
  const [spoken, setSpoken] = useState('');
  const missed = useMemo(() => createMissedAlerts(feed), [feed]);

  useEffect(() => {
    const shell = consoleShell();
    const chime = createChime({ isAlwaysAllowed: shell !== undefined });
    let recent: number[] = [];

    const nameOf = (alert: Alert): string | undefined =>
      cache
        .getQueriesData<{ attempts: AttemptSummary[] }>({ queryKey: keys.allAttempts })
        .flatMap(([, data]) => data?.attempts ?? [])
        .find(({ id }) => id === alert.attemptId)?.name;
    const open = (alertId: string) => {
      const attemptId = feed.get(alertId)?.attemptId;
      if (attemptId) navigate(`/candidates/${attemptId}`);
      askForAlert(alertId);
    };

    // Nobody's name, unless asked for: others may see the screen too.
    const bodyOf = (alert: Alert, who: string | undefined): string =>
      (alertPreferences().names ? who : undefined) ?? reasonText(alert.message);

    const toast = (alert: Alert, who: string | undefined) => {
      const now = performance.now();
      recent = [...recent.filter((at) => now - at < STORM_MS), now];
      if (recent.length > STORM_FROM) {
        const title = t('alerts.storm', { count: recent.length });
        if (!isInSight(alert)) showToast({ id: STORM_TOAST, color: 'red', title, message: t('alerts.stormText') });
        if (!shell && alertPreferences().notifications)
          showNotification(title, { body: t('alerts.stormText'), tag: STORM_TOAST, onClick: () => navigate('/overview') });
        return;
      }
      if (!isInSight(alert)) {
        showToast({
          id: alert.id,
          color: 'red',
          title: titleOf(alert),
          message: (
            <span>
              <SeverityBadge severity={alert.severity} /> {who ?? ''}{' '}
              {alert.attemptId ? <a href={`#/candidates/${alert.attemptId}`}>{t('alerts.openCandidate')}</a> : null}
            </span>
          ),
        });
      }
      if (!shell && alertPreferences().notifications)
        showNotification(titleOf(alert), { body: bodyOf(alert, who), tag: alert.id, onClick: () => open(alert.id) });
    };

    const tellShell = (alert: Alert, severity: 'critical' | 'high', title: string, body: string) =>
      void shell?.alertRaised({
        alertId: alert.id,
        severity,
        title: title.slice(0, MAX_TITLE),
        body: body.slice(0, MAX_BODY),
        show: alertPreferences().notifications,
      });
    const tell = (alert: Alert) => {
      const who = nameOf(alert);
      setSpoken([titleOf(alert), who].filter(Boolean).join(', '));
      const { sound, volume } = alertPreferences();
      if (sound) chime.play(alert.severity, volume);
      if (alert.severity === 'critical') toast(alert, who);
      const { severity } = alert;
      if (severity === 'critical' || severity === 'high') tellShell(alert, severity, titleOf(alert), bodyOf(alert, who));
    };
    const tellMissed = () => {
      const [newest, ...others] = missed.take();
      if (!newest) return;
      if (others.length === 0) return tell(newest);
      const title = t('alerts.missed', { count: others.length + 1 });
      setSpoken(title);
      const { sound, volume, notifications } = alertPreferences();
      if (sound) chime.play('critical', volume);
      showToast({ id: MISSED_TOAST, color: 'red', title, message: t('alerts.missedText') });
      if (shell) tellShell(newest, 'critical', title, t('alerts.missedText'));
      else if (notifications)
        showNotification(title, { body: t('alerts.missedText'), tag: MISSED_TOAST, onClick: openAlertDrawer });
    };

    const stop = feed.onChange((change) => {
      const { alert } = change;
      missed.hear(change);
      if (alert.status !== 'new') hideToast(alert.id);
      const rank = severityRank(alert.severity);
      const isWorse = change.kind === 'raised' || (change.before !== undefined && rank > severityRank(change.before.severity));
      const isCalled =
        alert.status === 'new' && callsOf(alert) > (change.kind === 'updated' && change.before ? callsOf(change.before) : 0);
      if (!change.live || !((isWorse && rank >= 2) || isCalled)) return;
      tell(alert);
    });
    tellMissed();
    const stopCatchingUp = feed.subscribe(tellMissed);
    const stopShowing = shell?.onShowAlert(({ alertId }) => (alertId === undefined ? openAlertDrawer() : open(alertId)));
    return () => {
      stop();
      stopCatchingUp();
      stopShowing?.();
      chime.stop();
    };
  }, [feed, cache, t, reasonText, titleOf, missed]);

  return (
    <p className="iv-hidden" role="status">
      {spoken}
    </p>
  );
}
