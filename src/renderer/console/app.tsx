import { QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { AttemptId, ExamId } from '../../shared/model/ids.ts';
import type { SessionUser } from '../../shared/model/session.ts';
import { AccountScreen } from './features/account/account-screen.tsx';
import { ApiKeysScreen } from './features/api-keys/api-keys-screen.tsx';
import { AuditScreen } from './features/audit/audit-screen.tsx';
import { CandidateScreen } from './features/candidate/candidate-screen.tsx';
import { ConnectionsScreen } from './features/connections/connections-screen.tsx';
import { EntranceScreen } from './features/entrance/entrance-screen.tsx';
import { ExamScreen } from './features/exams/exam-screen.tsx';
import { ExamsScreen } from './features/exams/exams-screen.tsx';
import { SeatSheet } from './features/exams/seating/seat-sheet.tsx';
import { NotificationTestScreen } from './features/notifications/notification-test-screen.tsx';
import { NotificationsScreen } from './features/notifications/notifications-screen.tsx';
import { OverviewScreen } from './features/overview/overview-screen.tsx';
import { RecoveryScreen } from './features/recovery/recovery-screen.tsx';
import { ResultsScreen } from './features/results/results-screen.tsx';
import { RulesScreen } from './features/rules/rules-screen.tsx';
import { SessionsScreen } from './features/sessions/sessions-screen.tsx';
import { ToolsScreen } from './features/tools/tools-screen.tsx';
import { UsersScreen } from './features/users/users-screen.tsx';
import { createQueryCache } from './link/query-cache.ts';
import { RoomProvider } from './link/room-context.tsx';
import type { StaffSession } from './link/staff-session.ts';
import { Shell } from './shell/shell.tsx';

/** The entrance (first set-up, sign-in) for strangers, the console for staff. */
export function App({ session }: { session: StaffSession }) {
  const user = useSyncExternalStore(session.subscribe, session.user);
  // One cache a person: the next one at this console must not see a flash of the last one's data.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for another person, whoever that is
  const cache = useMemo(createQueryCache, [user?.id]);
  return (
    <QueryClientProvider client={cache}>
      {user ? <Console key={user.id} session={session} user={user} /> : <EntranceScreen onSignedIn={session.begin} />}
    </QueryClientProvider>
  );
}

function Console({ session, user }: { session: StaffSession; user: SessionUser }) {
  return (
    <RoomProvider session={session} user={user}>
      <Shell>
        <Switch>
          <Route path="/overview/:examId?">{({ examId }) => <OverviewScreen examId={examId as ExamId | undefined} />}</Route>
          <Route path="/candidates/:attemptId">
            {({ attemptId }) => <CandidateScreen key={attemptId} attemptId={attemptId as AttemptId} />}
          </Route>
          <Route path="/exams">
            <ExamsScreen />
          </Route>
          <Route path="/exams/:examId">{({ examId }) => <ExamScreen key={examId} examId={examId as ExamId} />}</Route>
          <Route path="/exams/:examId/sheet">{({ examId }) => <SeatSheet key={examId} examId={examId as ExamId} />}</Route>
          <Route path="/results/:examId?/:view?">
            {({ examId, view }) => <ResultsScreen examId={examId as ExamId | undefined} view={view} />}
          </Route>
          <Route path="/sessions">
            <SessionsScreen />
          </Route>
          <Route path="/connections">
            <ConnectionsScreen />
          </Route>
          <Route path="/tools">
            <ToolsScreen />
          </Route>
          <Route path="/recovery">
            <RecoveryScreen />
          </Route>
          <Route path="/notifications">
            <NotificationsScreen />
          </Route>
          <Route path="/notification-test">
            <NotificationTestScreen />
          </Route>
          {user.role === 'admin' ? (
            <Route path="/audit">
              <AuditScreen />
            </Route>
          ) : null}
          {user.role === 'admin' ? (
            <Route path="/rules">
              <RulesScreen />
            </Route>
          ) : null}
          <Route path="/account">
            <AccountScreen />
          </Route>
          {user.role === 'admin' ? (
            <Route path="/api-keys">
              <ApiKeysScreen />
            </Route>
          ) : null}
          {user.role === 'admin' ? (
            <Route path="/users">
              <UsersScreen />
            </Route>
          ) : null}
          <Route>
            <Redirect to="/overview" replace />
          </Route>
        </Switch>
      </Shell>
    </RoomProvider>
  );
}
