import { PARAMETERS, type Sign } from '../sign.ts';
import { NOUNS, PROGRAMS, WINDOWS, WORDS } from './programs.ts';

const shell = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  type: 'shell_injection',
  weight: 5,
  says,
  reading: 'shell',
  pattern,
  ...more,
});

/** Programs that run the one that is named behind them. */
const CARRIERS =
  '(?:(?:sudo|doas|nohup|time|exec|env|strace|ltrace|nice|ionice|setsid|command|builtin|busybox|xargs|stdbuf -\\w{1,4}|timeout [\\d.]{1,5}[smh]?) {1,4}){0,3}';
/** `gcc10.1`, `python3.12`. */
const VERSION = '(?:\\d{1,2}(?:\\.\\d{1,2}){0,2})?\\b';
/** A variable nobody set, before or behind a word. */
const NOTHING = '(?:\\$\\w{1,12} )?';
const BEFORE = '(?:[;|`\\n\\r]|&&?|\\$\\(|\\{)';
/** With something to work on, or with nothing and not in a list of words: "name; date; time" is no program, "x;date" is one. */
const GIVEN_SOMETHING = '(?= +-\\w| +[/.~$<>\'"]| +\\d| +\\w+[./:@-][\\w\\\\]| +\\w+ ?>{1,2} ?[\\w./])';
const GIVEN_NOTHING = `(?<!(?:\\w; |\\w{2}(?:;| [&|]|\\r?\\n)) ?(?:${NOUNS}))(?= *$| *[;|&<>)\`'"}\\n])`;
const GIVEN = `(?:${GIVEN_SOMETHING}|${GIVEN_NOTHING})`;
const EVERYWHERE: Partial<Sign> = { only: ['path', 'name', 'value', 'cookie', 'body'] };

/** What is written so can only be meant to be run, wherever it stands first. */
const UNMISTAKABLE =
  'visudo|vipw|cscli|bsdtar|ansible-\\w{3,20}|chef-(?:vault|shell|run|client|solo)|lwp-(?:download|request)|bcdedit|bcdboot|rundll32|regsvr32';
const BARE = `whoami|ifconfig|ipconfig|systeminfo|tasklist|${UNMISTAKABLE}`;

/** Pieces of a list a machine writes have an equals sign or a colon each; a command has none. */
const isNoList = (text: string): boolean => !/^[^;|]{1,60}[=:][^;|]{0,60};\s?[\w-]{1,40}[=:]/.test(text);

export const SHELL_SIGNS: readonly Sign[] = [
  shell(
    'a command after a separator',
    new RegExp(
      `${BEFORE}[\\s'"(\\\\]{0,6}${NOTHING}(?:[a-z_]\\w{0,20}=\\S{1,40} )?${CARRIERS}(?:[\\w./]{0,40}/)?(?:${PROGRAMS}|${WINDOWS})${VERSION}(?![-=.:,]\\w|,$|['"]\\s?:)`,
    ),
    {
      ...EVERYWHERE,
      needs: ';|&`\n\r${',
    },
  ),
  shell('a command after a separator', new RegExp(`${BEFORE}[\\s'"(\\\\]{0,6}(?:${WORDS})\\b(?![=:]|['"]\\s?:)${GIVEN}`), {
    ...EVERYWHERE,
    needs: ';|&`\n\r${',
  }),
  shell('a command after a separator', new RegExp(`^[;|&]\\s{0,4}(?:${PROGRAMS}|${WORDS}|${WINDOWS})\\b(?: *$| +[-/])`), {
    only: ['header', 'referer'],
    needs: ';|&',
  }),
  shell(
    'a shell with a command given',
    /(?:^|[\s;|&,"'`(])(?:\/[\w/]{1,20}\/)?(?:ba|da|z|k|c|tc|fi|a)?sh(?:\$\w{1,12})?[ ,]{1,4}-[a-z]{0,3}c[ ,]/,
    {
      only: PARAMETERS,
      needs: '-',
    },
  ),
  shell('a step into a directory, and on', /(?:^|[;|&\n]) {0,2}cd {1,4}[\w./~$-]{1,60} {0,2}(?:;|&&|\|\|)/, {
    only: PARAMETERS,
    needs: ';|&',
  }),
  // No writer leaves the space out behind these; who gives a program an option does.
  shell(
    'a command after a separator',
    /(?:^ {0,4}[;|]{1,2} {0,2}|[;|]|\|\| {0,2}|&& {0,2})[a-z][\w.+-]{1,24} {1,4}-{1,2}[a-z](?![\w-]{0,20} ?[=:])/,
    { only: PARAMETERS, needs: ';|&', holds: isNoList },
  ),
  shell(
    'a command',
    new RegExp(`^\\s{0,8}['"]?${CARRIERS}['"]?(?:(?:${BARE})['"]?(?:\\s*$|\\s*[;|&<>])|(?:${UNMISTAKABLE})['"]? +[\\w./-]+)`),
    {
      only: PARAMETERS,
    },
  ),
  shell('a command', new RegExp(`^\\s{0,8}(?:${PROGRAMS})${VERSION}(?: +[\\w.@/-]{1,40}){1,4} +-{1,2}\\w`), {
    only: PARAMETERS,
    needs: '-',
  }),
  shell(
    'a command under another',
    new RegExp(
      `^\\s{0,8}['"]?(?:(?:time|strace|nohup|sudo|doas|xargs|busybox) +)+(?:sh|${PROGRAMS})${VERSION}(?:\\s*$|\\s*[;|&<>]| +-)`,
    ),
    {
      only: PARAMETERS,
    },
  ),
  shell(
    'a command',
    new RegExp(
      `^\\s{0,8}(?:\\$\\(\\(\\w{1,4}\\)\\))?(?:z|sh|cat|${PROGRAMS}|${WINDOWS}) +(?:[/~$]|-(?! )|https?:|www\\.|\\d{1,3}\\.\\d{1,3}\\.\\d|[a-z]:\\\\)`,
    ),
    {
      only: PARAMETERS,
    },
  ),
  shell('a word with nothing put into it', /[a-z]\$[!_?#-][a-z]{1,12}\b|[a-z]\$[@*][a-z+/]|(?:\$[a-z]\w{0,8}){3}/i, {
    reading: 'text',
    only: [...PARAMETERS, 'referer', 'header'],
    needs: '$',
  }),
  shell(
    'a command after a separator',
    new RegExp(`${BEFORE}{1,2} ?(?:sleep|reboot|shutdown|poweroff) +[-/]?\\d{1,6}\\s{0,4}(?:$|[;|&#])`),
    {
      ...EVERYWHERE,
      needs: ';|&`\n\r$',
    },
  ),
  shell(
    'a command of Windows after a separator',
    /[|&;]{1,2} {0,4}net\d? {1,4}(?:users?|(?:local)?group|use|view|share|start|stop|accounts|session)\b|^ {0,4}net1? {1,4}(?:user|localgroup|group|share|accounts)\b.{0,80} \/(?:add|del|delete|active|grant)\b/,
    {
      ...EVERYWHERE,
    },
  ),
  shell('a command after a separator', new RegExp(`[;|&\`]{1,2} {0,4}(?:${PROGRAMS}) +(?:-\\w|\\+[a-z]|/\\w|https?:|<<<)`), {
    only: ['header', 'referer'],
    needs: ';|&`',
  }),
  shell('words in braces for a shell', /\{,\s{0,4}(?:[a-z]{2,12},|\$?["'][a-z]{1,12}["'])/, { reading: 'text', needs: '{' }),
  shell(
    'words in braces for a shell',
    /^[^\s{}]{0,40}\{(?:,[a-z][\w-]{1,20}|[a-z][\w-]{1,20},)\}|^[a-z]{1,12}\{[a-z]{1,8},[a-z]{1,8}\}[a-z]{1,12}(?: |$)/,
    {
      reading: 'text',
      needs: '{',
      only: PARAMETERS,
    },
  ),
  shell(
    'a function that calls itself without an end',
    /(?:^|[\s;=])([\w:.]{1,20})\s{0,4}\(\s{0,4}\)\s{0,4}\{\s{0,4}\1\s{0,4}[|&]/,
    {
      reading: 'text',
      needs: '{',
    },
  ),
  shell('a command for a server of mail', /[\r\n]\s{0,4}(?:rcpt to|mail from)\s{0,4}:\s{0,4}(?:<|\S{1,60}@)/i, {
    reading: 'text',
    only: PARAMETERS,
    needs: '\r\n',
  }),
  shell(
    'a command for a server of mail',
    /[\r\n] {0,4}(?:[A-Za-z]\w{0,7} )?(?:CAPABILITY|QUIT|RSET|EHLO|HELO|STARTTLS|VRFY|EXPN|LOGOUT|NOOP|RETR \d|DELE \d|FETCH \d|UIDL)\b/,
    {
      reading: 'text',
      only: PARAMETERS,
      needs: '\r\n',
    },
  ),
  shell('a command', /^(?:whoami|aa-[a-z]{3,12}|ifconfig|nslookup)(?: +[\w.-]+){1,8} *$/, { only: PARAMETERS }),
  shell('a command with a backslash', new RegExp(`^\\\\(?:${PROGRAMS}|${WORDS})\\b`), {
    reading: 'text',
    only: PARAMETERS,
    needs: '\\',
  }),
  shell('a command’s output put in', /\$\((?!['"]?[.#])|[<>]\([a-z][\w/.-]{0,30}[\s)]|\$\[|\$\(\(/, {
    reading: 'text',
    needs: '$<>',
  }),
  shell('a variable put in', /\$\{(?!\})[\s\S]{0,200}/, { reading: 'text', needs: '$' }),
  shell(
    'a variable of a shell',
    /\$(?:shell|ifs|path|home|hostname|pwd|oldpwd|uid|ppid|bash\w*|ps[1-4]|term|lang)\b|%(?:systemdrive|systemroot|windir|comspec|temp|appdata|userprofile|programfiles|username)%/i,
    {
      reading: 'text',
      needs: '$%',
    },
  ),
  shell('a command in backquotes', /`[^`\s][^`]{0,120}`/, { weight: 3, needs: '`', only: PARAMETERS }),
  shell(
    'a path with a pattern',
    /(?:^|[\s=;|&(])\/[\w./]{0,30}(?:\[[^\]\s]{1,20}\]|\?{1,3}(?!\w{1,40}=))[\w/*?.-]|(?:^|[\s=;])\/(?:\w{0,6}[?*]+\w{0,6}\/){1,4}\w{0,8}[?*]/,
    {
      reading: 'text',
      only: PARAMETERS,
      needs: '[?*',
    },
  ),
  shell('a program by its path', /(?:^|[^\w.])(?:\/usr)?(?:\/local)?\/s?bin\/[\w[-]|^(?:usr\/|local\/)?s?bin\/[a-z][\w-]{1,20}/, {
    only: ['name', 'value', 'cookie', 'body', 'header'],
    needs: '/',
  }),
  shell('a function definition given to a shell', /^\s{0,8}\(\s{0,4}\)\s{0,4}\{/, { reading: 'text', needs: '{' }),
  shell('an alias', /\balias\s+(?:[-+][a-z+]+\s+){0,4}['"]?[\w.-]{1,40}['"]?=|\balias\s+[-+][a-z+]+\s/i, {
    reading: 'text',
    only: PARAMETERS,
  }),
  shell('a shell’s abbreviation', /^~[+-]\d{0,4}$|^!-?\d{1,4}(?:!|$)|!-\d|![?#$*^]{1,2}!|\^\w+\^\w+/, {
    reading: 'text',
    only: PARAMETERS,
    needs: '~!^',
  }),
  shell('words in braces for a shell', new RegExp(`\\{(?:${PROGRAMS}|cat|sh),|\\{[a-z]{1,10},-[\\w]{1,10}(?:,|\\})`), {
    needs: '{',
  }),
  shell('a loop of the Windows shell', /\bfor\b[^%]{0,80}%{1,2}(?:\S{0,20}|\s)\s+in\s*\([\s\S]{0,300}\)\s*do\b/, { needs: '%' }),
  shell('a condition of the Windows shell', /\bif(?:\s+\/i)?(?:\s+not)?\s+(?:exist|defined|errorlevel|cmdextversion)\b/, {
    only: PARAMETERS,
  }),
  shell(
    'a condition of the Windows shell',
    /\bif(?:\s?\/i)?(?:\s+not)?\s+(?:\(?[^\s=]{1,60}(?:\)?\s+(?:geq|equ|neq|leq|gtr|lss)\s|={2,3}[^\s=])|["([{%!][^=\n]{0,60}={2,3}\s?["([{%!])/,
    { only: PARAMETERS },
  ),
  shell(
    'a command of PowerShell',
    /\bpowershell(?:\.exe["' ]|["']? {1,4}(?:[-/$&("'{]|iex|invoke|start|get|new|set|write|wget|curl|cmd|c:|\.\\))|\b(?:invoke|start|get|set|new|add|import|export|out|write|remove|stop|select|where|foreach|convertto|convertfrom|test|read|clear|copy|move|rename|register|enable|disable)-(?:webrequest|restmethod|expression|command|item\w*|content|process|service|object|variable|location|childitem|wmi\w*|cim\w*|member|acl|path|file|string|job|module|alias|host|history|executionpolicy|eventlog|credential|securestring|localuser|adcomputer|aduser|bitstransfer|scheduledtask|mppreference|mppreference|package|psdrive|pssession|random|date|help|unique|null|json|csv|xml|net\w*)\b/,
    { only: [...PARAMETERS, 'header'] },
  ),
];
