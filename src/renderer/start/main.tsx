import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { invariant } from '../../shared/assert.ts';
import type { StartShell } from '../../shared/ipc.ts';
import { shareLanguage } from '../i18n/shell-language.ts';
import { InvigilProvider } from '../ui/provider.tsx';
import { App } from './app.tsx';
import { Outside } from './outside.tsx';

const root = document.getElementById('root');
invariant(root, 'index.html has #root');

const shell = (window as { invigilShell?: StartShell }).invigilShell;
void shareLanguage(shell);

createRoot(root).render(
  <StrictMode>
    <InvigilProvider>{shell ? <App shell={shell} /> : <Outside />}</InvigilProvider>
  </StrictMode>,
);
