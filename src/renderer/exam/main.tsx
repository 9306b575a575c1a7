import { createRoot } from 'react-dom/client';
import { invariant } from '../../shared/assert.ts';
import { openDoor } from '../link/open-door.ts';
import { InvigilProvider } from '../ui/provider.tsx';
import { App } from './app.tsx';
import { AnnouncerProvider } from './parts/announcer.tsx';
import { CrashGuard } from './parts/crash-guard.tsx';
import { applyDisplay } from './parts/display.ts';
// last, so that it wins over the rules every page shares
import './exam.css';

const root = document.getElementById('root');
invariant(root, 'index.html has #root');

applyDisplay();
const door = await openDoor();
createRoot(root).render(
  <InvigilProvider>
    <CrashGuard>
      <AnnouncerProvider>
        <App door={door} />
      </AnnouncerProvider>
    </CrashGuard>
  </InvigilProvider>,
);
