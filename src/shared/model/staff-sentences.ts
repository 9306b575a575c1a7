/**
 * What the room says to staff in its own words, with what it puts in: reasons of the walls and messages of its alerts. On the wire they
 * are plain English, so that any client shows them; a page in another language recognises them here and says the same. A test finds the
 * sentences of the walls in the code.
 */
export const STAFF_SENTENCES = {
  new_device: 'From a device this account has not been used on before',
  new_network: 'From a network this account has not been used in before',
  two_networks: 'One account signed in from two networks within {{span}}',
  guessing_address: 'Signed in from an address that has been guessing passwords',
  after_wrong: 'Signed in after {{n}} wrong passwords from the same address',
  from_networks: '{{n}} wrong passwords for one account from {{networks}} networks within {{span}}, the last from {{ip}}',
  wrong_access_codes: '{{n}} wrong access codes for one candidate within {{span}}, the last from {{ip}}',
  slow_sign_ins: '{{n}} wrong sign-ins, slowly, for {{accounts}} account within {{span}} from {{ip}}',
  slow_sign_ins_of_several: '{{n}} wrong sign-ins, slowly, for {{accounts}} accounts within {{span}} from {{ip}}',
  room_codes: '{{n}} different wrong codes of the room within {{span}} from {{ip}}',
  knocks: '{{n}} connections without signing in within {{span}} from {{ip}}',
  names_asked: '{{n}} different names asked for within {{span}} from {{ip}}',
  wrong_for_single: '{{n}} wrong passwords for one account within {{span}} from {{ip}}',
  wrong_at_least: '{{n}} wrong passwords for at least {{accounts}} accounts within {{span}} from {{ip}}',
  wrong_several: '{{n}} wrong passwords for {{accounts}} accounts within {{span}} from {{ip}}',
  some_unknown: '{{n}} of these names are not known here',
  one_unknown: 'This name is not known here',
  none_known: 'None of these names is known here',
  more_than_hall: '{{n}} refused at the door "{{door}}" within {{span}} from {{ip}}: more than a hall of candidates mistypes',
  exam_ended: 'Tried {{n}} times to join an exam that has ended',
  paths_unknown: 'More than 30 requests for paths that do not exist, and ever new ones, within seconds',
  paths_tried: 'More than 10 different paths that do not exist or are closed were tried',
  other_doors: 'Several doors of other programs were tried, which a room does not have',
  beside_cache:
    'More than 30 requests within seconds that differ only in a number behind the address, as a flood past a cache does',
  refused_often: 'More than 5 requests were refused because there were too many',
  page_flood: 'More than 40 different pages were asked for within seconds, faster than anybody reads',
  broken_way: 'A way into another program was tried that is known to be broken, and that a room does not have',
  accounts_by_number: 'Accounts were tried one after the other by their number',
  many_addresses: 'From many addresses: {{what}}',
  one_address: 'From {{ip}}: {{what}}',
  fruitless: 'far more requests that lead nowhere than a whole hall makes',
  one_path: '{{path}} was asked for far more often than a whole hall asks',
  requests: 'far more requests than a whole hall makes',
  people_reconnect: 'several people connect and disconnect over and over, as when a network fails',
  reconnects: 'Connects over and over, more than {{n}} times at once: a broken program or network, or an attack',
  sends_more: 'Sends far more than others do, for half a minute on end (others: about {{n}} messages in ten seconds)',
  reads_little:
    'Was disconnected several times because it does not read what it is sent: a slow network, or a program that holds it back',
  idle_connections: '{{n}} connections within three seconds, and hardly one asked for anything',
  idle_sockets: '{{n}} sockets were begun within three seconds, and hardly anybody signed in on them',
  connections: 'far more connections than a whole hall opens',
  unfinished: 'many connections that begin a request and never end it',
  filed: "{{what}}. Staff do this when they file a day's exams; it is worth a look when nobody does",
  taken_out: 'Much was taken out within minutes of a sign-in on a device and from a network this account never used before',
  results_read: 'The results of {{n}} exams were read within ten minutes',
  sittings_exported: '{{n}} sittings were exported within ten minutes',
  audit_read: '{{n}} entries of the audit log were read within ten minutes',
  attempts_read: 'The attempts of {{n}} candidates were read one by one within five minutes',
  ended_by_account: '{{n}} attempts, sessions, accounts or tools were suspended, ended or removed by one account within a minute',
  asked_forbidden: "A candidate's sign-in asked for {{wanted}}, which no exam client does; it was refused",
  asked_often: 'Asked {{n}} times within a minute for what the role {{role}} may not do; all of it was refused',
  asked_unknown: 'Asked for {{n}} different records within a minute that do not exist, as somebody does who tries numbers',
  want_roster: 'the list of all candidates',
  want_attempts: 'the attempts of others',
  want_attempt: 'the attempt of somebody',
  want_messages: 'what others write to the invigilator',
  want_record: 'the record of the whole sitting',
  want_audit: 'the audit log',
  want_users: 'the accounts of staff',
  report_missing: 'Report {{n}} is missing',
  reports_missing: 'Reports {{from}} to {{to}} are missing',
  want_paper: 'the paper with its answers',
  want_results: 'the results of everybody',
  unknown_address: 'an unknown address',
  span_s: '{{n}} s',
  span_min: '{{n}} min',
  span_h: '{{n}} h',
  scanner_named: 'A scanner names itself: {{piece}}',
  scanner_header: 'A header only scanners send: {{piece}}',
  scanner_path: 'A path only scanners ask for',
  air_shown: '{{sign}} {{place}}: {{piece}}',
  air_found: '{{sign}} {{place}}',
  in_path: 'in the path',
  in_name: 'in the name of a parameter',
  in_value: 'in the parameter {{name}}',
  in_any_value: 'in the parameter',
  in_cookie: 'in the cookie {{name}}',
  in_any_cookie: 'in the cookie',
  in_header: 'in the header {{name}}',
  in_any_header: 'in the header',
  in_body: 'in the body {{name}}',
  in_any_body: 'in the body',
  in_filename: 'in the name of a file',
  codes_wrong: '{{n}} wrong access codes',
  number_in_use: 'The candidate number is in use on another device',
  access_locked:
    'Somebody entered a wrong access code for this candidate ten times. Release the candidate on the roster of the exam.',
  second_device:
    'Somebody tried to join with this candidate number from another device. Approve the request on the recovery page to let the candidate move, or dismiss this.',
  seat_asked: 'Another device asks to take over this attempt. Decide it on the recovery page.',
  back_asked: 'The candidate asks to go on with this attempt. Decide it on the recovery page.',
  start_codes_wrong:
    'A candidate entered a wrong start code ten times. Release the candidate on their page and say the code again.',
  tool_blocked: 'A tool was used outside what was granted. Nothing was given out.',
  client_floods: 'A client kept sending far more than the room takes, and was cut off. It may be a broken program or an attack.',
  was_unsaved:
    'The room could not write to its disk for {{n}} s and can again. What was confirmed is stored; clients send the rest by themselves. Look how much space the disk has.',
  held_missed: 'The room was not running at the planned time ({{span}} ago): start the exam yourself, or plan it anew.',
  held_identity: 'Some candidates are not confirmed yet: confirm them, then start the exam yourself.',
  opened_late: 'The room was not running at the planned time: the exam opened {{span}} late. Everybody has their whole time.',
  started_late: 'The room was not running at the planned time: the exam started {{span}} late. Everybody has their whole time.',
  score_reached: 'The risk score reached {{n}}.',
  score_suspended: 'The risk score reached {{n}}; a proctor decides how it goes on.',
  rule_suspended: 'A rule suspended the attempt; a proctor decides how it goes on.',
  title_held: 'The exam did not start by itself',
  title_opened_late: 'The exam opened late',
  title_started_late: 'The exam started late',
  title_start_codes: 'Too many wrong start codes',
  title_access_codes: 'Too many wrong access codes',
  title_second_device: 'A second device asks for this attempt',
  title_tool_blocked: 'Use of a tool was blocked',
  title_suspended: 'Suspended automatically',
  title_high_risk: 'High risk',
  title_critical: 'Critical threat',
  title_back_asked: 'A candidate asks to be let back in',
  title_floods: 'A client floods the room',
  title_was_unsaved: 'The room could not save',
  title_cannot_save: 'The room cannot save',
  title_saves_again: 'The room saves again',
  saves_again: 'The room can write to its disk again.',
  cannot_save:
    'The room cannot write to its disk: it may be full. What was confirmed is stored; clients keep everything else and send it again. Make space, and it goes on by itself.',
} as const;
export type StaffSentence = keyof typeof STAFF_SENTENCES;

/** A sentence by its name, and what was put into it; a part may be such a sentence itself. */
export interface ReadStaffSentence {
  readonly name: StaffSentence;
  readonly parts: Readonly<Record<string, string>>;
}

const NUMBER = '\\d{1,9}';
const QUOTED = '“[^“”]*”';
const PARTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['n', 'accounts', 'networks', 'from', 'to'].map((name) => [name, NUMBER])),
  span: `${NUMBER} (?:s|min|h)`,
  ip: 'an unknown address|[\\d.:a-fA-F]{2,45}',
  piece: QUOTED,
  name: QUOTED,
  place: `in the (?:path|name of a parameter|name of a file|(?:parameter|cookie|header|body)(?: ${QUOTED})?)`,
};
const LONGEST = 600;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const pattern = (template: string): RegExp =>
  new RegExp(
    `^${template.replace(/([^{}]+)|\{\{(\w+)\}\}/g, (_, text?: string, part = '') => (text === undefined ? `(?<${part}>${PARTS[part] ?? '[^“”]+?'})` : escaped(text)))}$`,
  );
const PATTERNS = Object.entries(STAFF_SENTENCES).map(([name, template]) => ({
  name: name as StaffSentence,
  pattern: pattern(template),
}));

/** Recognises one of these sentences; undefined for what a person typed or another version says. */
export function readStaffSentence(words: string): ReadStaffSentence | undefined {
  if (words.length > LONGEST) return undefined;
  for (const { name, pattern } of PATTERNS) {
    const found = pattern.exec(words);
    if (found) return { name, parts: { ...found.groups } };
  }
  return undefined;
}
