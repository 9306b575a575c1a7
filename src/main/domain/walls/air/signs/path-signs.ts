import { PARAMETERS, type Place, type Sign } from '../sign.ts';

const path = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  type: 'path_traversal',
  weight: 5,
  says,
  reading: 'text',
  pattern,
  ...more,
});
const file = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  ...path(says, pattern, more),
  type: 'sensitive_file',
});
const remote = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  ...path(says, pattern, more),
  type: 'remote_file_inclusion',
  reading: 'plain',
});
const server = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  ...path(says, pattern, more),
  type: 'server_side_request',
});

const VALUES: readonly Place[] = ['value', 'cookie', 'body'];
const EVERYWHERE: readonly Place[] = ['path', ...PARAMETERS, 'filename', 'header'];
/** Endings of what lies on a server by mistake: copies, dumps, settings, keys. */
const LEFT_BEHIND =
  'asa|asax|ascx|backup|bak\\w?|bkp|bat|cdx|cer|cfg|cnf|cmd|conf|config|cs|csproj|dat|db|dbf|dist|dll|dos|env|htr|htw|ida|idc|idq|inc|ini|key|lic|licx|lnk|log|mdb|mdf|old|orig|original|ovpn|p12|pass|passwd|pem|pfx|pol|ppk|printer|pwd|rdb|rdp|resources|resx|sav|save|sql|sqlite3?|sqlitedb|swo|swp|sys|temp|tmp|tfstate|vb|vbs|vbproj|vsdisco|webinfo|wim|xsd|xsx|kdbx?|jks|keystore|bash|dump|dmp|rdbms|phar';
const SECRET_DIRECTORIES =
  'ssh|aws|azure|docker|kube|gnupg|git|svn|hg|bzr|cvs|config|local|cache|npm|gem|cargo|m2|gradle|subversion|mozilla|vnc|java|claude|cursor|aider|continue|vscode|idea|terraform|chef|ansible|password-store';
const SECRET_FILES =
  'env|bash\\w*|zsh\\w*|sh_history|history|mysql_history|psql_history|python_history|node_repl_history|netrc|pgpass|my\\.cnf|htaccess|htpasswd|htdigest|htgroup|profile|login|logout|forward|rhosts|shosts|npmrc|yarnrc|pypirc|gitconfig|gitignore|gitattributes|gitmodules|gitlab-ci\\.yml|travis\\.yml|dockerignore|dockercfg|dockerconfigjson|s3cfg|boto|muttrc|viminfo|vimrc|lesshst|ksh_history|tcshrc|cshrc|fetchmailrc|procmailrc|ftpconfig|wgetrc|curlrc|xauthority|xinitrc|xsession|ds_store|addressbook|nsconfig|nsr|pinerc|proclog|kermrc|exrc|inputrc|irbrc|selected_editor|sqlite_history|weechat|xchat2|www_acl|wwwacl|aptitude|atom|bluemix|bzrignore|c9|editorconfig|hgignore|php_history|rediscli_history|sudo_as_admin_successful|synthing|tmux\\.conf|trash|drush|eslintrc|jshintrc|thunderbird';

export const PATH_SIGNS: readonly Sign[] = [
  path(
    'steps out of a directory',
    /(?:^|[\\/=;:])\.{2,3};?[\\/]|(?:^|[\\/;])\.{2};|\s\.{2,3};?[\\/](?:\.|[^\s]{0,60}[\\/])|[\\/]\.{2,3};?(?:[\\/]|$)/,
    {
      only: [...EVERYWHERE, 'referer'],
      needs: '.',
    },
  ),
  path(
    'the files of the operating system',
    /(?:^|[^\w.-])\/?(?:etc|proc|sys|dev)\/{1,3}[\w[.?*-]|(?:^|[^\w.-])\/(?:var\/(?:log|www|lib|run|spool|mail|adm|db|backups|cache|opt|tmp)|usr\/(?:local|lib|share|home|etc|src|pkg|spool)|root|boot|private|opt|library|windows|winnt|inetpub|tmp)\/{1,3}[\w.-]/i,
    {
      only: EVERYWHERE,
      needs: '/',
    },
  ),
  path(
    'the files of Windows',
    /\b(?:boot|win|system|desktop|php|my)\.ini\b|(?:^|[^\w])[a-z]:[\\/]{1,2}(?:win|boot|inetpub|xampp|wamp|apache|php|mysql|pagefile)|\\(?:windows|system32|winnt)\\|\/winnt\/|\/windows\/(?:system|win|repair|temp)|\bweb\.config\b|\bglobal\.asax?\b|\bunattend\.xml\b|\bntuser\.dat\b|\betc\\{1,4}(?:passwd|shadow|hosts|group)\b|\\\\[^\\\s]{1,60}\\[a-z]\$\\/i,
    {
      only: EVERYWHERE,
      needs: '.:\\/',
    },
  ),
  file(
    'a file that was not meant to be read',
    new RegExp(
      `(?:^|[\\s/\\\\='"(<>])\\.(?:(?:${SECRET_DIRECTORIES})(?:[/\\\\]|$)|(?:${SECRET_FILES})(?:[\\s/\\\\.'";~]|$))`,
      'i',
    ),
    { only: EVERYWHERE, needs: '.' },
  ),
  file('a hidden file', /\/\.(?!well-known(?:\/|$))[\w@-]/i, { only: ['path'], needs: '.' }),
  file('a hidden file', /^\.\w/, { only: ['filename'] }),
  file(
    'a copy, a dump or a key',
    new RegExp(
      `[\\w/)-](?:\\.(?:sql|db|tar|bak|old|backup|php|aspx?|jsp|html?|conf|config|json|ya?ml|xml|bar))?\\.(?:${LEFT_BEHIND})(?:/|$)|\\.\\w{1,8}~(?:/|$)|/[\\w.-]{1,40}~$|\\.php[._](?:bak|old|save|swp|txt|orig|\\d)|\\bbackup[\\w.-]{0,20}\\.(?:sql|zip|tar|gz|7z|rar)`,
      'i',
    ),
    {
      only: ['path'],
      needs: '.~',
    },
  ),
  file(
    'a copy, a dump or a key',
    /\b(?:backup|dump|database|db|www|site|users?)[\w-]{0,20}\.(?:sql|sqlite3?|mdb)\b(?:\.(?:zip|gz|tar|bz2|7z))?|\.(?:sql|sqlite)\.(?:zip|gz|tar|bz2|7z)\b|\bid_(?:rsa|dsa|ecdsa|ed25519)\b|\b(?:privkey|private[_-]?key|server)\.(?:pem|key)\b|\bauthorized_keys\b|\bknown_hosts\b|\/(?:passwd|shadow)\b/i,
    {
      only: EVERYWHERE,
      needs: './_',
    },
  ),
  file(
    'the settings of another program',
    /\bwp-config|\b(?:local)?settings\.\s?php\b|\bconfig(?:uration)?\.(?:inc\.)?\s?(?:php|ya?ml)\b|\bLocalSettings\.php\b|\bweb-inf\/|\bmeta-inf\/|\bWEB-INF\b|\bdebug\.log\b|\/wp-content\/[\w/.-]{0,60}\.log\b|\bphpinfo\.php\b|\/@fs\/|\/@id\/|\bcredentials\.(?:json|ya?ml|xml|csv)\b|\bapplication\.(?:properties|ya?ml)\b|\bdatabase\.ya?ml\b|\bdocker-compose\.ya?ml\b|\bcomposer\.(?:json|lock)\b|\bsecrets?\.(?:json|ya?ml|env)\b|\bappsettings\.\w{0,20}\.?json\b|\btsconfig\.json\b|\bpackage-lock\.json\b/i,
    {
      only: ['path', 'filename', ...VALUES],
      needs: './-',
    },
  ),
  file('the settings of another program', /^(?:config\.ya?ml|mtrr|acpi|config\.(?:php|inc|xml))\s*$/i, { only: ['filename'] }),
  file(
    'a door left open by an intruder',
    /(?:^|[/_.\d-])(?:\w{0,20}shell|c99|r57|wso\d{0,3}|b374k|alfa(?:cgiapi|new)?|webshell|backdoor|mini_?shell|filesman|phpspy|weevely|leafmailer|upl(?:oader)?_?shell)\.(?:php\d?|phtml|aspx?|jspx?|cgi|pl|py)$/i,
    { only: ['path'], needs: '.' },
  ),
  remote(
    'a file at an address of figures',
    /^(?:https?|ftps?|file|sftp|smb|tftp):\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]{2,45}\]|(?:[\da-f]{1,4}:){2,8}:?[\da-f])/i,
    { only: VALUES, needs: ':' },
  ),
  remote('a file elsewhere, with an end that cuts off what follows', /^(?:file|ftps?|https?)(?::\/\/[^?]{0,500})?\?+$/i, {
    only: VALUES,
    needs: '?',
  }),
  remote(
    'a program elsewhere',
    /^(?:https?|ftps?):\/\/[^?\s]{1,300}\.(?:txt|php\d?|inc|phtml|jsp|asp|pl|cgi|sh|gif|dat)\?{1,2}(?:$|&|cmd)/i,
    { only: VALUES, needs: '?' },
  ),
  server(
    'the data of a cloud’s machines',
    /\b(?:169\.254\.169\.254|192\.0\.0\.192|100\.100\.100\.200|fd00:ec2::254)\b\/?(?:latest\/(?:meta|user|dynamic|api)|computemetadata|metadata|openstack|hetzner|opc|meta-data|\w{1,20}\/meta)|\bmetadata\.(?:google\.internal|packet\.net|tencentyun\.com|azure\.\w+)\/\w|\brancher-metadata\b|\/(?:latest\/)?(?:meta-data|user-data)\/(?:iam|identity)|\/computemetadata\/v\d|^https?:\/\/[^/]{1,100}\/latest\/(?:meta|user)-?data/i,
    {
      only: [...PARAMETERS, 'header'],
      needs: '.-',
    },
  ),
  server(
    'the server itself',
    /(?:^|[/@]|=)(?:localhost[46]?(?:\.localdomain[46]?)?|ip6?-?v?6?-(?:localhost|loopback)|(?:host|gateway|kubernetes)\.docker\.internal|host\.containers\.internal|kubernetes\.default(?:\.svc)?(?:\.cluster\.local)?|(?:[\w-]{1,60}\.)?(?:localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|nip\.io|sslip\.io|xip\.io|burpcollaborator\.net|interact\.sh|oast\.\w{2,6}|requestbin\.\w+))[/:]/i,
    {
      only: VALUES,
      needs: '/:',
    },
  ),
  server(
    'the server itself',
    /^(?:https?|ftps?):\/{0,3}(?:[\w.-]{1,40}@)?(?:127\.|0\.0\.0\.0|0x7f|0177\.|2130706433|\[?::(?:1|ffff)|0\/|10\.\d|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)/i,
    { only: VALUES, needs: ':' },
  ),
  server(
    'a place that reports who calls',
    /(?:^|[@./])[\w-]{1,63}\.(?:interact\.sh|oast\.(?:pro|live|site|online|fun|me)|oastify\.com|burpcollaborator\.net|canarytokens\.com|dnslog\.cn|ceye\.io|r87\.me|bxss\.me|requestcatcher\.com|webhook\.site|beeceptor\.com)\b/i,
    { only: [...VALUES, 'header', 'path'], needs: '.' },
  ),
  server(
    'an address of a rare kind',
    /^\s{0,4}(?:gopher|dict|ldaps?|tftp|jar|netdoc|file|imap|pop3|smtp|sftp|rtsp|smb|telnet|rmi|view-source|urn):(?:\/\/|[a-z]+:)|\bunix:\/|^url:(?:file|https?|ftp):/i,
    { only: VALUES, needs: ':' },
  ),
];
