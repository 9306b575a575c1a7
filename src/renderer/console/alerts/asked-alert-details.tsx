import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useHashSearch } from '../link/hash-location.ts';
import { useAlerts, useIsCaughtUp, useRoom } from '../link/room-context.tsx';
import { AlertDetails } from './alert-details.tsx';
import { openAlertDrawer } from './alert-drawer.ts';
import { askForAlert, useAskedAlert } from './asked-alert.ts';
import { useAlertActions } from './use-alert-action.ts';

/** Opens the alert a notification or a link asked for (AL4), over whatever page is open; the feed, where the room has none such. */
export function AskedAlertDetails() {
  const { feed } = useRoom();
  const { act } = useAlertActions();
  const [location, goTo] = useLocation();
  const linked = new URLSearchParams(useHashSearch()).get('alert');
  const asked = useAskedAlert();
  // Read anew with every change of the feed.
  useAlerts();
  const isCaughtUp = useIsCaughtUp();
  const alert = asked === undefined ? undefined : feed.get(asked);

  useEffect(() => {
    if (linked === null) return;
    askForAlert(linked);
    goTo(location, { replace: true });
  }, [linked, location, goTo]);
  const isUnknown = asked !== undefined && alert === undefined && isCaughtUp;
  useEffect(() => {
    if (!isUnknown) return;
    askForAlert(undefined);
    openAlertDrawer();
  }, [isUnknown]);

  return <AlertDetails alert={alert} onClose={() => askForAlert(undefined)} act={act} />;
}
