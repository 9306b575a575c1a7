/**
 * What the room says to candidates in its own words, beside reasons: titles and messages of notices and notifications. On the wire they
 * are plain English; a page in another language recognises them here and says the same. A test finds every such sentence in the code.
 */
export const ROOM_SENTENCES = {
  warning: 'A warning',
  warning_by_staff: 'A warning from the invigilator',
  warning_void: 'A warning does not count',
  warning_void_text: 'It happened to several candidates at the same moment: it is held against nobody.',
  keep_to_rules: 'Please keep to the rules of the exam.',
  stay_in_exam: 'Please stay in the exam and keep to its rules.',
  closer_supervision: 'Closer supervision',
  watched_more_closely: 'This exam is now being watched more closely.',
  unusual_activity: 'Unusual activity was noticed',
  invigilator_told: 'The invigilator has been told. Please keep to the exam.',
  suspended: 'Your exam is suspended',
  invigilator_comes: 'An invigilator will come to you. Your answers are safe.',
  somebody_suspended: 'A candidate was suspended',
  somebody_suspended_text: 'A candidate of this exam was suspended automatically.',
  message_from_invigilator: 'Message from the invigilator',
  message_about_exam: 'There is a message about your exam.',
  tool: 'Access to a tool',
  tool_changed: 'Your access to a tool has changed.',
  tool_granted: 'You may use this tool now.',
  tool_denied: 'Your request for this tool was not granted.',
  tool_revoked: 'You may not use this tool any more.',
  grant_over: 'The time of the grant is over',
  exam_over: 'The exam is over',
  recovery: 'Recovery',
  recovery_changed: 'Your request for recovery has changed.',
  coming_back: 'Coming back into the exam',
  recovery_approved: 'Your request was approved: you can go on.',
  seat_approved: 'Another device asked to take over your exam, and it was approved.',
  recovery_denied: 'Your request was not approved: raise your hand if you need help.',
  seat_denied: 'Another device asked to take over your exam, and it was not approved.',
  recovery_expired: 'Nobody decided about your request in time: you can ask again.',
  seat_expired: 'Another device asked to take over your exam, and nothing came of it.',
  result: 'Your result is ready',
  result_text: 'The result of your quiz can be read now.',
  certificate: 'Your certificate is ready',
  certificate_text: 'The certificate of your course can be collected.',
  passed: 'You have passed: your certificate can be downloaded.',
  course: 'A course has changed',
  course_text: 'There is something new in one of your courses.',
  phishing: 'How the phishing exercise ended',
  phishing_text: 'There is a result of the exercise for you.',
  maintenance: 'Planned maintenance',
  maintenance_text: 'The system will not be available for a while.',
  security_alert: 'Security alert',
  security_alert_text: 'Something needs your attention.',
  connected: 'Connected',
  connected_text: 'Notifications arrive here from now on.',
  test: 'Test notification',
  test_text: 'Notifications reach you.',
} as const;
export type RoomSentence = keyof typeof ROOM_SENTENCES;

const NAMES = new Map(Object.entries(ROOM_SENTENCES).map(([name, words]) => [words as string, name as RoomSentence]));

/** Recognises one of these sentences; undefined for what a person typed or another version says. */
export const readRoomSentence = (words: string): RoomSentence | undefined => NAMES.get(words);
