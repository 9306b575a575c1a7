import { useTranslation } from 'react-i18next';
import { formatJoinCode, normaliseJoinCode } from '../../../shared/model/join-code.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { useRoomInfo } from '../link/queries.ts';
import { CopyButton } from './copy-button.tsx';
import classes from './join-card.module.css';
import { QrCode } from './qr-code.tsx';

/** Where the QR code leads: the room sends on to the exam page with the code filled in. */
const joinLink = (url: string, code: string): string => `${url.replace(/\/+$/, '')}/join?code=${encodeURIComponent(code)}`;

/** How candidates get in: the room's code large enough for a projector, its address, and both as a QR code. */
export function JoinCard() {
  const { t } = useTranslation('console');
  const { data, error, refetch } = useRoomInfo();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} compact />;
  if (!data) return <LoadingState rows={3} />;
  const code = formatJoinCode(normaliseJoinCode(data.code) ?? data.code);
  const address = data.urls[0] ?? window.location.origin;
  return (
    <div className={classes.card}>
      <QrCode text={joinLink(address, data.code)} size={188} label={t('join.qrLabel')} />
      <div className={classes.words}>
        <p className={classes.label} id="join-code-label">
          {t('join.code')}
        </p>
        <p className={classes.code}>
          <output aria-labelledby="join-code-label">{code}</output>
          <CopyButton text={code} label={t('join.copyCode')} />
        </p>
        <p className={classes.label}>{t('join.address')}</p>
        <ul className={classes.addresses}>
          {(data.urls.length > 0 ? data.urls : [address]).map((url) => (
            <li key={url}>
              <span className={classes.address}>{url}</span>
              <CopyButton text={url} label={t('join.copyAddress')} />
            </li>
          ))}
        </ul>
        <p className={classes.hint}>{t('join.hint')}</p>
        {data.certificateSha256 && (
          <div className={classes.certificate}>
            <p className={classes.label}>{t('join.certificate')}</p>
            <p className={classes.fingerprint}>{data.certificateSha256}</p>
            <p className={classes.hint}>{t('join.certificateHint')}</p>
          </div>
        )}
      </div>
    </div>
  );
}
