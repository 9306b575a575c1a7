import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { invariant } from '../../shared/assert.ts';
import { shareLanguage } from '../i18n/shell-language.ts';
import { InvigilProvider } from '../ui/provider.tsx';
import { App } from './app.tsx';
import { consoleShell } from './link/console-shell.ts';
import { hashHref, useHashPath, useHashSearch } from './link/hash-location.ts';
import { createStaffSession } from './link/staff-session.ts';

const root = document.getElementById('root');
invariant(root, 'index.html has #root');

const session = createStaffSession();
void shareLanguage(consoleShell());
// Known while the pages are built: of what is only for developers nothing is left in the program.
if (import.meta.env.MODE === 'development') {
  void import('./development/developer-tools.ts').then(({ offerDeveloperTools }) => offerDeveloperTools(session));
}

createRoot(root).render(
  <StrictMode>
    <InvigilProvider>
      <Router hook={useHashPath} searchHook={useHashSearch} hrefs={hashHref}>
        <App session={session} />
      </Router>
      <Notifications position="bottom-center" limit={3} autoClose={12_000} />
    </InvigilProvider>
  </StrictMode>,
);
