import { Alert, Button, ThemeIcon } from '@mantine/core';
import { IconBrowser, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { PageFrame } from '../../parts/page-frame.tsx';

interface LostScreenProps {
  /** The room's refusal. */
  readonly code: string;
  /** Changes that are still only on this computer. */
  readonly unsent: number;
  readonly onJoin: () => void;
}

const EXPIRED = new Set(['token_expired', 'token_missing']);
const FORBIDDEN = new Set(['user_inactive', 'role_forbidden']);

/** The room does not know this seat any more: what that means for the work, and the way back in. */
export function LostScreen({ code, unsent, onJoin }: LostScreenProps) {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const title = EXPIRED.has(code)
    ? t('lost.expiredTitle')
    : FORBIDDEN.has(code)
      ? t('lost.forbiddenTitle')
      : t('lost.releasedTitle');
  const text = EXPIRED.has(code) ? t('lost.expiredText') : FORBIDDEN.has(code) ? errorText({ code }) : t('lost.releasedText');
  return (
    <PageFrame
      title={title}
      lead={text}
      icon={
        <ThemeIcon size={52} radius="xl" variant="light" color="amber" mb="lg">
          <IconPlugConnectedX size={28} aria-hidden />
        </ThemeIcon>
      }
    >
      {unsent > 0 ? (
        <Alert color="amber" mt="lg">
          {t('lost.unsent', { count: unsent })}
        </Alert>
      ) : null}
      <Button mt="xl" size="md" onClick={onJoin}>
        {t('lost.join')}
      </Button>
    </PageFrame>
  );
}

/** The same browser has the exam open in another tab. */
export function OtherTabScreen({ onUseThis }: { onUseThis: () => void }) {
  const { t } = useTranslation('exam');
  return (
    <PageFrame
      title={t('lost.otherTabTitle')}
      lead={t('lost.otherTabText')}
      icon={
        <ThemeIcon size={52} radius="xl" variant="light" color="petrol" mb="lg">
          <IconBrowser size={28} aria-hidden />
        </ThemeIcon>
      }
    >
      <Button mt="xl" size="md" onClick={onUseThis}>
        {t('lost.useThisTab')}
      </Button>
    </PageFrame>
  );
}
