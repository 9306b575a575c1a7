import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RaisedHand } from '../../../shared/model/attempt-message.ts';
import { Chip } from './chip.tsx';

/** The candidate asks for somebody to come; why, where they said. */
export function HandChip({ hand }: { hand: RaisedHand }) {
  const { t } = useTranslation('console');
  return (
    <Chip hue="blue" icon={<IconHandStop size={13} aria-hidden />} {...(hand.reason ? { title: hand.reason } : {})}>
      {t('messages.raised')}
    </Chip>
  );
}
