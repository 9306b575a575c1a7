import { useTranslation } from 'react-i18next';
import { Frame, Heading } from './frame.tsx';

/** In a browser there is no program around the page to choose for. */
export function Outside() {
  const { t } = useTranslation('start');
  return (
    <Frame>
      <Heading title={t('outside.title')} lead={t('outside.text')} />
      <p>
        <a href="../exam/">{t('outside.exam')}</a> · <a href="../console/">{t('outside.console')}</a>
      </p>
    </Frame>
  );
}
