import { type NotificationData, notifications } from '@mantine/notifications';
import { i18n } from '../../i18n/index.ts';

/** Shows a toast, or replaces the one with the same id. */
export function showToast(toast: NotificationData & { id?: string }): void {
  const whole = { withBorder: true, closeButtonProps: { 'aria-label': i18n.t('common:action.close') }, ...toast };
  if (toast.id !== undefined) notifications.update({ ...whole, id: toast.id });
  notifications.show(whole);
}

export const hideToast = (id: string): void => void notifications.hide(id);

/** For the failure of an action that has no dialog to show it in. */
export const showFailure = (message: string): void => showToast({ color: 'red', message, autoClose: 8_000 });
