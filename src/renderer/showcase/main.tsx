import { Notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { invariant } from '../../shared/assert.ts';
import { hashHref, useHashPath, useHashSearch } from '../console/link/hash-location.ts';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { InvigilProvider } from '../ui/provider.tsx';
import { ThemeToggle } from '../ui/theme-toggle.tsx';
import { ConsoleStories } from './console-stories.tsx';
import { ExamStories } from './exam-stories.tsx';
import { PolicyStories } from './policy-stories.tsx';
import { QuestionStories } from './question-stories.tsx';
import { ReportStories } from './report-stories.tsx';
import classes from './showcase.module.css';
import { ToolStories } from './tool-stories.tsx';
import { UiStories } from './ui-stories.tsx';
import { WatchStories } from './watch-stories.tsx';

const PAGES = {
  ui: UiStories,
  console: ConsoleStories,
  watch: WatchStories,
  reports: ReportStories,
  policy: PolicyStories,
  exam: ExamStories,
  questions: QuestionStories,
  tools: ToolStories,
} as const;
type PageName = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as PageName[];

/** Every component in every state, for looking and for axe. Only in the development build. */
function Showcase() {
  const [path] = useHashPath();
  const name = NAMES.find((each) => path === `/${each}`) ?? 'ui';
  const Stories = PAGES[name];
  return (
    <>
      <header className={classes.header}>
        <h1 className={classes.title}>Component page</h1>
        <nav className={classes.pages} aria-label="Component pages">
          {NAMES.map((each) => (
            <a key={each} href={`#/${each}`} aria-current={each === name ? 'page' : undefined}>
              {each}
            </a>
          ))}
        </nav>
        <LanguageSwitch />
        <ThemeToggle />
      </header>
      <main className={classes.main}>
        <Stories key={name} />
      </main>
    </>
  );
}

const root = document.getElementById('root');
invariant(root, 'index.html has #root');
createRoot(root).render(
  <InvigilProvider>
    <Router hook={useHashPath} searchHook={useHashSearch} hrefs={hashHref}>
      <Showcase />
    </Router>
    <Notifications position="bottom-center" />
  </InvigilProvider>,
);
