import { IconDeviceFloppy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useKeeping, useSeat, useWork } from '../seat/seat-context.tsx';
import classes from './notices.module.css';

/**
 * While the room cannot write to its disk: says so, where the answers are meanwhile, and what to do. It stays until the room
 * saves again; there is nothing to close.
 */
export function RoomCannotSave() {
  const { t } = useTranslation('exam');
  const { roomCannotSave } = useWork();
  const { connection } = useSeat();
  const keeping = useKeeping();
  if (!roomCannotSave || connection.state !== 'connected') return null;
  return (
    <div className={`${classes.notices} ${classes.notice}`} data-hue="amber" role="alert">
      <IconDeviceFloppy size={24} stroke={1.7} aria-hidden />
      <div>
        <h2 className={classes.title}>{t('save.roomTitle')}</h2>
        <p className={classes.text}>{t(keeping === 'page' ? 'save.roomTextPage' : 'save.roomText')}</p>
      </div>
    </div>
  );
}
