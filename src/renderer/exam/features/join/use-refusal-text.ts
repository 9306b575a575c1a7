import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import type { World } from '../../../link/candidate-link.ts';
import { NoRoomError } from '../../../link/no-room-error.ts';

/** Why the candidate did not get in, in their language. What a room says of browsers holds for this app too, while it locks nothing. */
export function useRefusalText(world: World, address: string | undefined): (error: unknown) => string {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  return (error) => {
    if (error instanceof NoRoomError) return t(`join.noRoom.${error.code}`, { address });
    const isLockNeeded = world === 'desktop' && (error as { code?: unknown }).code === 'browser_not_allowed';
    return isLockNeeded ? t('join.lockNeeded') : errorText(error);
  };
}
