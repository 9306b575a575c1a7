import { PARAMETERS, type Sign } from '../sign.ts';

const sql = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  type: 'sql_injection',
  weight: 5,
  says,
  reading: 'sql',
  pattern,
  ...more,
});

/** Functions only databases have: their name before a bracket is enough, with or without a space between. */
const FUNCTIONS = [
  'concat(?:_ws)?|group_concat|coalesce|compress|uncompress|xmltype|extractvalue|updatexml|load_file|load_extension|benchmark',
  'ifnull|nullif|isnull|iif|make_set|md5|sha[12]?|mid|name_const|ord|pg_sleep|pow|sysdate|getdate|rand|[rl]?trim|(?:sin|cos|tan|cot)(?!\\( ?-?[\\d.]{0,6} ?[a-zθφαβωπ]?[²°]?(?: ?[-+*/^] ?[\\da-zπ]{1,3})?\\))',
  'strcmp|substr(?:ing)?(?:_index)?|unhex|hex|ascii|bin|conv|find_in_set|char_length|bit_length|octet_length|instr|locate|strpos',
  'current_(?:user|date|time|timestamp|setting)|session_user|system_user|database(?:_to_xml)?|db_name|db_id|user(?=\\((?:\\s*\\)|\\s*$|,))|user_(?:id|name)|suser_s?name',
  'sqlite_\\w+|jsonb?_\\w+|xp_\\w+|dbms_\\w+(?:\\.\\w+)?|utl_\\w+(?:\\.\\w+)?|pg_\\w+|to_(?:char|number|base64|date)|from_base64|nvl2?|unistr',
  'starts_with|regexp_\\w+|lpad|rpad|stuff|datediff|dateadd|date_(?:add|sub|format)|unix_timestamp|from_unixtime|row_count|found_rows',
  'last_insert_id|aes_(?:de|en)crypt|des_(?:de|en)crypt|old_password|inet_(?:aton|ntoa)|uuid|sleep|decode|encode|newid|openrowset|opendatasource',
].join('|');
/** Words of a language first: only right before the bracket, and not before a sentence. */
const WORDS =
  'left|right|upper|lower|ucase|lcase|replace|reverse|repeat|convert|insert|elt|space|position|char|chr|cast|version|distinct|selectchar|degrees|radians|floor|ceiling|round|soundex|count|quote|export_set|randomblob|zeroblob|likelihood|glob|exists';

const isOddly = (mark: string, text: string): boolean => (text.split(mark).length - 1) % 2 === 1;
/** A quote that is never closed: it closes one of the statement's own. */
const hasOpenQuote = (text: string): boolean => isOddly("'", text) || isOddly('"', text) || isOddly('`', text);

export const SQL_SIGNS: readonly Sign[] = [
  sql(
    'a union of queries',
    /union(?:all|distinct)?select|\bunion\b[^a-z]{1,60}(?:all\b|distinct(?:row)?\b)?[^a-z]{0,60}select\b/,
  ),
  sql(
    'the name of a database’s own tables',
    /\b(?:information_schema|pg_catalog|mysql\.(?:db|user)|msys(?:ac(?:ces|es)\w*|objects|queries|relationships|columns|modules2?)|northwind|tempdb|msdb|schema_name|sqlite_(?:temp_)?master|sys(?:objects|columns|users|databases|processes|\.(?:tables|databases|columns|sql_logins|user_\w+|all_\w+))|all_tab(?:les|_columns)|user_tab(?:les|_columns)|pg_(?:user|shadow|tables|database)|database_principals|autonomous_transaction)\b/,
  ),
  sql('a function of databases', new RegExp(`(?<![\\w.$])(?:${FUNCTIONS})\\\\?\\(`), { needs: '(' }),
  sql(
    'a function of databases',
    new RegExp(`(?<![\\w.$])(?:${FUNCTIONS}) \\((?: ?$|[^a-z\\d ]|[\\d.]+ ?[),.(*+-]|\\w+ ?[,.(])`),
    { needs: '(' },
  ),
  sql('a function of databases', new RegExp(`(?<![\\w.$-])(?:${WORDS})\\((?! ?[a-z]+ [a-z]+|e?s\\))`), { needs: '(' }),
  sql('a query', /\bselect\b[^;]{0,80}(?:[*,(@=]|\b(?:top|distinct|null)\b)[^;]{0,120}\bfrom\b/),
  sql(
    'a query',
    /\bselect\b [\w.`"[\]]{1,60} from [\w.`"[\]]{1,60} ?(?:where\b|limit\b|order by|group by|union\b|;|'|"|--|#|\)|$)/,
  ),
  sql('a query after a quote', /['"`)];? ?\(? ?select\b(?! ?\w{0,20}['"])/, { needs: '\'"`)' }),
  sql(
    'a query',
    /\bselect ?(?:@|\(? ?(?:user|if|case|char|chr|sleep|pg_sleep|version|database|load_file|count|iif|concat)\b ?(?:\(|$)|pg_sleep|null\b ?,)/,
  ),
  sql('a query', /\bselect 0x[0-9a-f]{2}|\b(?:except|intersect|union)\b (?:all )?values ?\(/),
  sql(
    'a condition that goes on from a query',
    /^ ?(?:and|x?or|&&|\|\|) ?\(* ?(?:\w[\w.@]{0,40}|\d{1,8}) ?(?:={1,3}|!=|<>) ?\(?['"]/,
    {
      only: PARAMETERS,
      holds: hasOpenQuote,
    },
  ),
  sql(
    'a column under another name',
    /(?:[\d)"'`!;]|^) ?as ?(?:not|["'`]?\w{0,40}["'`]?|["'`]) ?from\b(?! ?\w+ ?,? (?:to|the|my|our|his|her|their)\b)/,
    {
      only: PARAMETERS,
      holds: (text) => /["'`);!]|^ ?\d/.test(text),
    },
  ),
  sql('a query in brackets', /\( ?select\b[ (]/, { needs: '(' }),
  sql(
    'a condition that is always true',
    /\b(?:or|and|xor|having|where|&&|\|\|) ?\(* ?['"]?\d{1,12}['"]? ?\)* ?(?:=|<>|!=|<=>|like\b|(?<![<>] ?\d{1,6} (?:and|or) \d{1,6} ?)[<>]) ?\(?['"]?\d/,
  ),
  sql(
    'a condition after a quote',
    /['"`)] ?\)* ?(?:or|and|xor|\|\||&&)(?![a-z]) ?(?:not ?)?\(* ?['"`]?[\w@. -]{0,60}['"`]? ?(?:=|<>|!=|<|>|\b(?:r?like|regexp|ilike|glob|similar to)\b)|['"`)] ?\)* ?(?:or|and|xor|\|\||&&)(?![a-z]) ?(?:not ?)?\(* ?['"`]?(?:[\w@.-]{1,40}['"`]? (?:is (?:not )?null|not in|in|between)\b)/,
    { needs: '\'"`' },
  ),
  sql(
    'a condition after a quote',
    /['"`] ?\)* ?(?:or|and|xor|having) ?(?:\(|!|~|(?:true|false|not|exists|sleep|\d{1,12}(?!\d*["”] ?(?:$|[a-z,.])))\b)/,
    {
      needs: '\'"`',
    },
  ),
  sql('a condition', /\d ?(?:or|and|xor) ?(?:\{ ?if|true\b|false\b|not\b|exists\b|sleep\b|\(? ?select)/),
  sql('a comment that cuts a query off', /['"`] ?\)* ?;? ?(?:--(?:[ +-]|$)|#(?: |$))/, { needs: '\'"`' }),
  // Behind a bracket people make a pause with two dashes: only where hardly anything follows.
  sql('a comment that cuts a query off', /\) ?;? ?(?:--(?:[ +-]|$)|#(?: |$))(?! ?[a-z]{2,20}[ ,.!?;:])/, { needs: ')' }),
  sql('a comment that cuts a query off', /\d ?(?:--(?: -)?|#)$/, { weight: 3, only: PARAMETERS }),
  sql('a quote that ends a query', /['"`] ?;/, { only: PARAMETERS, needs: '\'"`', holds: hasOpenQuote }),
  sql(
    'a comment that parts the words of a query',
    /\b(?:select|union|drop|alter|insert|update|delete|from|where|and|or|xor|having|order|group|table|sleep|into|like)\/\*[^*]{0,60}\*\/|\*\/(?:select|union|drop|alter|insert|update|delete|from|where|and|or|table|sleep)\b/i,
    { reading: 'text', needs: '*', only: PARAMETERS },
  ),
  sql('a comment that cuts a query off', /['"] {0,4}\/\*[^*'"]{0,20}$/, {
    reading: 'text',
    needs: '*',
    only: [...PARAMETERS, 'header', 'referer'],
  }),
  sql('a comment only MySQL reads', /\/\*\s?[!+]/, { reading: 'text', needs: '*' }),
  sql(
    'a wait',
    /\bwaitfor (?:delay|time)\b|\bsleep(?:\( ?['"(\d.-]| \( ?(?:['"(-]|[\d.]{1,8} ?[),]))|\bpg_sleep\b|\bbenchmark ?\(|\bdbms_(?:lock|pipe)\b/,
  ),
  sql(
    'a call of a stored procedure',
    /\bexec(?:ute)?\b ?\(?(?:immediate ['"]|master\b|\.\.|xp_|sp_|@|\( ?@)|\bxp_(?:cmdshell|dirtree|reg\w+|fileexist)\b|\bsp_(?:execute\w*|oacreate|makewebtask|password|configure)\b/,
  ),
  sql(
    'a file read or written by a query',
    /\binto (?:out|dump)file\b|\bload data (?:low_priority |local )?(?:in|xml)?file?\b|\bbulk insert\b|\bprocedure analyse\b/,
  ),
  sql('a declaration', /\bdeclare @?\w+ (?:n?varchar|n?char|int|table|cursor)\b|\bdeclare @|\bset @\w+ ?=/),
  sql(
    'a statement that changes data',
    /\b(?:insert (?:ignore )?into [\w.`"[\]]{1,60} ?(?:\(|values|select|set)|delete from [\w.`"]{1,60} ?(?:where|;|--|$)|update [\w.`"]{1,60} set [\w.`"]{1,60} ?=|drop (?:table|database|schema|view|user|index|column|function|procedure|trigger|login)\b(?! ?[.,?!:]| (?!if\b)[a-z]+,? [a-z]{2,}[ ,.])|alter (?:table|database|user|login|session|proc\w*|function|view|index)\b ?[\w`[]|create (?:or replace )?(?:table|database|user|function|procedure|trigger|view|login|index|temp\w*)\b ?[\w`[]|truncate (?:table\b|\[)|merge [\w ]{0,60}using ?\(|rename table\b|grant (?:all|select|insert|execute)\b|copy [\w."(), ]{1,60} (?:to|from) (?:program |stdin|stdout|['/])|revoke (?:all|select|insert|execute)\b)/,
  ),
  sql(
    'a second statement',
    /; ?(?:(?:select|shutdown|truncate|handler|declare|exec|call)(?: ?[[(*'"@]| [\w*'"`@(]+ ?(?:;|\(|,|from|$)|$)|shutdown with no ?wait\b|replace (?:into )?[\w`]+ ?\(|begin\b|if ?\( ?(?:select|exists))/,
    {
      needs: ';',
    },
  ),
  sql(
    'a choice',
    /\bcase (?:\w+ )?when\b[^;]{1,80}\bthen\b|\bif ?\( ?\(?(?:select|length|ascii|substr|now|user|count|sleep)\b|\bselect if ?\(/,
  ),
  sql(
    'an ordering that counts columns',
    /\b(?:order|group) by \d{1,4} ?(?:--|#|,|$)|\bhaving \d{1,12} ?(?:[=<>!)#]|--|$)|\blimit \d+ ?, ?\d+ ?(?:--|into|procedure)/,
  ),
  sql(
    'a search condition',
    /\bmatch ?\([^)]{1,60}\) ?against ?\(|['"] (?:not )?like ?['"%]|[\w)]['"](?:not )?like ?['"%]|\b(?:sounds like|rlike|regexp) (?:0x|binary|['"(])|\bbetween \d+ and \d+ ?(?:--|#|or|and)/,
  ),
  sql(
    'a conversion in a query',
    /(?:\)|\b(?:current_user|session_user|user|version)) ?:: ?(?:int\w*|text|jsonb?|varchar|numeric|bool\w*|float\w*)\b|['"] ?(?:::jsonb?|@>|<@|->>?|#>>?|\?&|\?\|) ?['"]?/,
    { needs: ':@-#?' },
  ),
  sql(
    'a number databases stumble on',
    /^(?:(?:0+)?(?:4294967296|4294967295|2147483648|2147483647|-2147483649|0000012345|0000023456|18446744073709551616)|2\.2250738585072007e-308|2\.2250738585072011e-308|1e309)$/,
  ),
  sql('a condition', /\) ?(?:not )?(?:like|in|rlike|regexp) ?\(|\bif ?\( ?\d{1,12} ?[=<>]|["'`] ?(?:regexp|rlike)(?: |$)/, {
    needs: ')("\'`',
  }),
  sql(
    'a function of databases',
    /\bdiv ?\( ?-?[\d.]{1,12} ?, ?-?[\d.]{1,12} ?\)|\blo_(?:get|put|import|export|create|unlink|from_bytea|open)\(/,
    { needs: '(' },
  ),
  sql(
    'a conversion in a query',
    /[\w)'"] ?::(?:(?:big|small)?int(?:eger|[248])?|n?varchar|numeric|bool(?:ean)?|double precision|jsonb?|regclass|bytea|timestamptz?)(?:$|[ )(,;'"|=<>+-])/,
    {
      needs: ':',
      only: PARAMETERS,
    },
  ),
  sql('a part of JSON in a query', /[\]}]['"] ?(?:\?[|&]?|@>|<@|[<>=]|->>?|#>>?) ?['"]|['"]\$\.\w/, { needs: '\'"' }),
  sql('a number that hides a name', /\d\.e ?(?:\(|\.[a-z]|,| ?\d\.e)/),
  sql(
    'a comparison between quotes',
    /['"`] ?!= ?['"`]|['"`]!['"`]|['"] ?(?:=|<=>|<>|\^|\|\||&&) ?['"]|[\w)]['"] ?(?:div|mod) ?['"]/,
    {
      needs: '\'"`',
    },
  ),
  sql('pieces joined in a query', /' ?\|\| ?(?:['(]|[a-z_]+\()|" ?\|\| ?(?:["(]|[a-z_]+\()|\|\| ?(?:utl_|chr|dbms_)|' ?\+ ?'/, {
    needs: '|+',
  }),
  sql('columns to be filled', /(?:\bnull\b|\bnull\b ?,){1}[ ,]{1,3}null\b/),
  sql('a system variable', /@@(?:version|hostname|datadir|basedir|global|servername|\w{4,20})\b|@\.:?=/, { needs: '@' }),
  sql('a query in hexadecimal', /=? ?\b0x[0-9a-f]{16,}\b/, { weight: 3, only: PARAMETERS }),
  sql(
    'an operator of a document store',
    /\[ ?\$(?:ne|eq|gte?|lte?|n?in|n?or|and|not|regex|where|exists|all|size|type|mod|elemmatch|expr|text|slice|jsonschema)\b|["']? ?\$(?:ne|eq|gte?|lte?|n?in|n?or|and|not|where|regex|exists|expr|elemmatch)["']? ?:/,
    { needs: '$' },
  ),
  sql(
    'an operator of a document store',
    /^\$(?:ne|eq|gte?|lte?|n?in|n?or|and|not|where|regex|options|exists|expr|elemmatch|func(?:tion)?|text|search|type|mod|size|all|slice|jsonschema|near(?:sphere)?|geo\w+|box|center|set|unset|inc|push|pull|rename|lookup|match|group|project|merge|out|comment|rand)$/,
    {
      only: ['name'],
      needs: '$',
    },
  ),
  sql(
    'a call of a document store',
    /\bdb\.\w{1,40}\.(?:insert|find|update|delete|replace|remove|drop|aggregate|count|save|mapreduce|distinct)\w{0,20} ?\(/,
    { needs: '(' },
  ),
];
