import { Alert, Button, Loader, Radio, Stack, Textarea, TextInput, ThemeIcon } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconDeviceDesktopShare } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecoveryMethod } from '../../../../shared/model/recovery.ts';
import type { RecoveryStatusEvent } from '../../../../shared/protocol/index.ts';
import { useErrorText } from '../../../i18n/index.ts';
import type { CandidateDoor } from '../../../link/candidate-door.ts';
import type { RecoveryOffer } from '../../../link/recovery-link.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import classes from './recovery.module.css';
import { useRecovery } from './use-recovery.ts';

interface RecoveryScreenProps {
  readonly door: Pick<CandidateDoor, 'openRecovery'>;
  readonly offer: RecoveryOffer;
  readonly isJoining: boolean;
  /** Why the join after an approval failed. */
  readonly joinError: unknown;
  /** The request is approved: join with it. */
  readonly onApproved: () => void;
  /** Joins again as if nothing had been asked: in vain, it brings a new request. */
  readonly onRetry: () => void;
  readonly onBack: () => void;
}

/** How the request stands, in words; read out when it changes. */
function Status({ status, needsCode }: { status: RecoveryStatusEvent; needsCode: boolean }) {
  const { t } = useTranslation('exam');
  const remaining = status.remainingApprovals ?? 0;
  return (
    <div className={classes.state} data-type={status.type} role="status">
      {status.type === 'pending' ? <Loader size="sm" aria-hidden /> : null}
      {status.type === 'approved' ? <IconCircleCheck size={26} stroke={1.7} aria-hidden /> : null}
      {status.type === 'denied' ? <IconAlertCircle size={26} stroke={1.7} aria-hidden /> : null}
      <div>
        {status.type === 'pending' ? (
          <>
            <p className={classes.strong}>{t('recovery.waitingText')}</p>
            {remaining > 0 ? <p>{t('recovery.remaining', { count: remaining })}</p> : null}
            {needsCode ? <p>{t('recovery.needsCode')}</p> : null}
          </>
        ) : null}
        {status.type === 'approved' ? <p className={classes.strong}>{t('recovery.approved')}</p> : null}
        {status.type === 'denied' ? (
          <>
            <p className={classes.strong}>{t('recovery.deniedTitle')}</p>
            <p>{t(status.custodian === undefined ? 'recovery.unanswered' : 'recovery.deniedText')}</p>
          </>
        ) : null}
      </div>
    </div>
  );
}

/** The attempt is live elsewhere: asks to continue here, waits, and goes on by itself once people agree (ID6). */
export function RecoveryScreen({ door, offer, isJoining, joinError, onApproved, onRetry, onBack }: RecoveryScreenProps) {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const { isConnected, isOver, status, needsCode, isBusy, error, ask } = useRecovery(door, offer);
  const [method, setMethod] = useState<RecoveryMethod>('proctor_approval');
  const [reason, setReason] = useState('');
  const [code, setCode] = useState('');
  const isApproved = status?.type === 'approved';
  const hasJoined = useRef(false);
  useEffect(() => {
    if (!isApproved || hasJoined.current) return;
    hasJoined.current = true;
    onApproved();
  }, [isApproved, onApproved]);

  const isAsking = status === undefined;
  const wantsCode = isAsking ? method !== 'proctor_approval' : needsCode && status.type === 'pending';
  const shownMethod = status?.method ?? method;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void ask({
      method: shownMethod,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(wantsCode && code.trim() !== '' ? { code: code.trim() } : {}),
    });
  };

  return (
    <PageFrame
      title={t(isAsking ? 'inUse.title' : 'recovery.waitingTitle')}
      lead={isAsking ? t('inUse.text') : undefined}
      icon={
        <ThemeIcon size={52} radius="xl" variant="light" color="amber" mb="lg">
          <IconDeviceDesktopShare size={28} aria-hidden />
        </ThemeIcon>
      }
    >
      {status ? <Status status={status} needsCode={needsCode} /> : null}
      {(isAsking && !isOver) || wantsCode ? (
        <form className={classes.form} onSubmit={submit}>
          {isAsking ? (
            <>
              <Textarea
                label={t('recovery.why')}
                description={t('recovery.whyHint')}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                maxLength={500}
                autosize
                minRows={2}
                size="md"
              />
              <Radio.Group
                label={t('recovery.method')}
                value={method}
                onChange={(value) => setMethod(RecoveryMethod.parse(value))}
                size="md"
              >
                <Stack gap="xs" mt="xs">
                  {RecoveryMethod.options.map((value) => (
                    <Radio key={value} value={value} label={t(`recovery.methods.${value}`)} />
                  ))}
                </Stack>
              </Radio.Group>
            </>
          ) : null}
          {wantsCode ? (
            <TextInput
              label={t('recovery.code')}
              description={t('recovery.codeHint')}
              classNames={{ input: classes.code ?? '' }}
              size="lg"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              maxLength={64}
              required={!isAsking}
            />
          ) : null}
          <Button type="submit" size="md" loading={isBusy} disabled={!isConnected}>
            {t(isConnected ? (isAsking ? 'recovery.ask' : 'recovery.giveCode') : 'recovery.connecting')}
          </Button>
        </form>
      ) : null}
      {error === undefined && joinError === undefined ? null : (
        <Alert color="red" role="alert" mt="md">
          {errorText(error ?? joinError)}
        </Alert>
      )}
      <div className={classes.buttons}>
        {status?.type === 'denied' || isOver || joinError !== undefined ? (
          <Button size="md" loading={isJoining} onClick={onRetry}>
            {t('recovery.again')}
          </Button>
        ) : null}
        <Button size="md" variant="default" onClick={onBack}>
          {t('consent.back')}
        </Button>
      </div>
    </PageFrame>
  );
}
