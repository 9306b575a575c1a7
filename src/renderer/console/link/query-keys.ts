/** Names of what the cache holds: lists first, then the one item, so that a prefix invalidates them together. */
export const keys = {
  exams: ['exams'] as const,
  exam: (examId: string) => ['exams', examId] as const,
  roster: (examId: string) => ['roster', examId] as const,
  attempts: (examId: string) => ['attempts', examId] as const,
  allAttempts: ['attempts'] as const,
  attempt: (attemptId: string) => ['attempt', attemptId] as const,
  allAttemptDetails: ['attempt'] as const,
  results: (examId: string) => ['results', examId] as const,
  room: ['room'] as const,
  sessions: ['sessions'] as const,
  sessionHistory: ['sessions', 'history'] as const,
  users: ['users'] as const,
  audit: ['audit'] as const,
};
