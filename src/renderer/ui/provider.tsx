import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-thai/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './base.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { i18n } from '../i18n/index.ts';
import { cssVariablesResolver, theme } from './theme.ts';
import { useIsPrinting } from './use-is-printing.ts';

const colorSchemes = localStorageColorSchemeManager({ key: 'invigil.color-scheme' });

/** Theme, fonts and language for a whole page; both apps stand on it. The colour scheme is remembered per browser. */
export function InvigilProvider({ children }: { children: ReactNode }) {
  const isPrinting = useIsPrinting();
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colorSchemes}
        defaultColorScheme="auto"
        {...(isPrinting ? { forceColorScheme: 'light' as const } : {})}
      >
        {children}
      </MantineProvider>
    </I18nextProvider>
  );
}
