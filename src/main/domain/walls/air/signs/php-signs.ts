import { PARAMETERS, type Sign } from '../sign.ts';

const php = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  type: 'code_injection',
  weight: 5,
  says,
  reading: 'code',
  pattern,
  ...more,
});

/** Functions nobody writes about without meaning to run them. */
const RISKY = [
  'array_(?:diff_ukey|filter|map|reduce|udiff\\w*|uintersect\\w*|walk\\w*)|assert_options|base64_(?:de|en)code|bzdecompress|call_user_func(?:_array)?',
  'create_function|curl_(?:exec|init)|ctype_\\w+|file_(?:get|put)_contents|func_get_args?|get_(?:cfg_var|current_user|defined_vars|required_files|include_path)',
  'gz(?:inflate|uncompress|decode|deflate)|highlight_(?:file|string)|ini_(?:set|get|restore|alter)|iterator_apply|mb_ereg_replace|mb_parse_str|move_uploaded_file',
  'ob_(?:start|get_\\w+|end_\\w+)|parse_str|pcntl_\\w+|php_(?:uname|sapi_name|strip_whitespace)|posix_\\w+|preg_(?:replace\\w*|match\\w*|split|quote)|proc_\\w+',
  'register_(?:shutdown|tick)_function|set_(?:error|exception)_handler|session_(?:start|set_save_handler)|shell_exec|show_source|spl_autoload\\w*|sqlite_\\w+_function',
  'str_(?:rot13|replace|repeat|split)|stream_(?:context_create|socket_\\w+|get_contents)|strip_tags|unserialize|usort|uasort|uksort|escapeshell(?:arg|cmd)|is_(?:callable|file|dir|writable)|phpinfo|phpversion',
].join('|');
const CALLED = [
  'passthru|popen|fopen|fputs|fputcsv|fwrite|fread|fgets|fsockopen|fpassthru|fscanf|file(?:group|owner|perms|size|type|mtime|atime|inode)|finfo_open|scandir|opendir|readdir|readfile|readlink|readgzfile|rmdir|mkdir|unlink|tmpfile|tempnam',
  'chr|ord|eval|assert|exec|system|unpack|pack|serialize|printf|sprintf|vprintf|print_r|var_dump|var_export|intval|floatval|settype|getenv|putenv|extract|compact|define|defined|constant|implode|explode|ucfirst|lcfirst|strrev|strtr|substr|strlen|strtolower|strtoupper|nl2br|htmlspecialchars|addslashes|stripslashes|urldecode|rawurldecode|convert_uu(?:de|en)code|hex2bin|bin2hex|crc32|getmyuid|getcwd|getlastmod|chdir|chroot|chmod|chown|chgrp|symlink|dl|glob|mail|ftp_\\w+|ssh2_\\w+|mysqli?_\\w+|pg_\\w+|curl_\\w+|json_(?:de|en)code|array_\\w+|function_exists|class_exists|method_exists|set_time_limit|ignore_user_abort|error_reporting|error_log|debug_backtrace|is_\\w+',
].join('|');

export const PHP_SIGNS: readonly Sign[] = [
  php('the beginning of a program in PHP', /<\?(?:=|\s|$|php\s)|<\?xml\s*[^\w\s?-]/i, { reading: 'plain', needs: '<' }),
  php('the marks of a program in PHP', /[[{]\s?[/\\]?php[\]}]/, { needs: '[{' }),
  php(
    'a variable of PHP that holds what was sent',
    /\$_(?:server|get|post|cookie|files|env|request|session)\b|\$globals\b|\$http_(?:get|post|raw|cookie|server)\w+/,
    { needs: '$' },
  ),
  php('a stream of PHP', /\b(?:php|phar|zlib|glob|expect|ogg|rar|zip|ssh2(?:\.\w{1,10})?|compress\.(?:zlib|bzip2))2?:\/\//i, {
    reading: 'text',
    needs: ':',
  }),
  php(
    'a function of PHP',
    new RegExp(
      `(?<![\\w$.])(?:${RISKY}|${CALLED})(?:\\(|\\s+\\((?=\\s*['"$)\\d])|(?<!\\b(?:system|mail|extract|compact|defined?|constant|assert|pack|glob))\\s+\\()[^)]{0,300}\\)`,
    ),
    { needs: '(' },
  ),
  php(
    'a function of PHP',
    /(?<![\w$])(?:file|link|key|end|next|date|join|min|max|header|include|require)\s*\((?:\s*\)|\s*['"]?[$/.])/,
    { needs: '(', only: PARAMETERS },
  ),
  php(
    'the name of a function of PHP',
    /(?<![\w$])(?:base64_decode|file_(?:get|put)_contents|shell_exec|proc_open|proc_(?:close|get_status|nice|terminate)|create_function|call_user_func(?:_array)?|move_uploaded_file|str_rot13|pcntl_(?:exec|fork)|posix_(?:kill|setuid|mkfifo|getpwuid)|gzinflate|gzuncompress|array_(?:map|filter|walk|reduce|diff_ukey)|php_uname|passthru|fsockopen|readgzfile|show_source|highlight_file|register_shutdown_function|set_error_handler|bzdecompress|gzopen|gzcompress|iterator_apply|escapeshellcmd|phpcredits|stream_socket_client|session_set_save_handler)\b/,
    {
      only: [...PARAMETERS, 'path'],
    },
  ),
  // Whatever stands before it: these are part of no other word.
  php(
    'a function of PHP',
    /(?:call_user_func\w{0,20}|p?fsockopen|gz(?:decode|inflate|uncompress)|zlib_(?:de|en)code|get_defined_(?:functions|vars|constants)|base64_decode|shell_exec|file_(?:exists|get_contents|put_contents)|proc_open|create_function|move_uploaded_file|highlight_file|unserialize|php_uname|phpinfo)\s{0,8}=?\s{0,8}\([^)]{0,300}\)/,
    { needs: '(', only: PARAMETERS },
  ),
  php(
    'a function called by a piece of a list',
    /\]\s{0,4}\)?\s{0,4}\[\s{0,4}\d{1,3}\s{0,4}\]\s{0,4}\)?\s{0,4}\}?\s{0,4}(?:\{[^}]{0,40}\}\s{0,4})?\(\s{0,4}['"]?[a-z]{2,20}['"]?\s{0,4}\)/,
    { needs: '[' },
  ),
  php(
    'a function called by a name put together',
    /\(\s{0,4}(?:\$\w{1,40}|(?:\(?["']?\w{1,20}["']?\)?\s{0,4}\.\s{0,4}){1,6}\(?["']?\w{1,20}["']?\)?)\s{0,4}\)\s{0,4}\(\s{0,4}['"]/,
    { needs: '(' },
  ),
  php('an expression in braces for PHP', /\$\s{1,40}\{\s{0,20}(?:['"$]|[a-z_]{3,40}\s{0,20}\})/, {
    needs: '$',
    only: PARAMETERS,
  }),
  php('a name of a function put together', /['"][a-z_]{1,20}['"]\s{0,4}\.\s{0,4}['"][a-z_]{1,20}['"]\s{0,4}\)?\s{0,4}\(/, {
    needs: '.',
  }),
  php(
    'a function called by its name in quotes',
    /\(?['"]\s{0,4}(?:system|exec|passthru|shell_exec|assert|eval|phpinfo|popen)\s{0,4}['"]\s{0,4}\)?\s{0,4}\(|\(\s{0,4}(?:system|exec|passthru|assert|phpinfo)\s{0,4}\)\s{0,4}\(/,
    { needs: '(' },
  ),
  php(
    'a function called by a variable',
    /(?<!\$)\${1,4}\s{0,4}(?:[a-z_\x7f-\uffff]\w{0,60}|\{[^{}]{1,60}\}{1,2})(?:\s{0,4}(?:\[[^\]]{1,60}\]{1,2}|\{[^}]{1,60}\}|(?:->|::)\s{0,4}\$?\w{1,60})){0,6}\s{0,8}\([^)]{0,200}\)/,
    { needs: '$' },
  ),
  php('a method called by a variable', /(?:->|::)\$\w{1,60}\s{0,4}\(/, { needs: '$' }),
  php('a stored object', /\b[oc]:\d{1,6}:"[^"]{0,200}":\d{1,6}:\{|\ba:\d{1,6}:\{[isaobd]:/, { needs: '{' }),
  php(
    'a setting of PHP',
    /\b(?:allow_url_(?:include|fopen)|auto_(?:pre|ap)pend_file|disable_(?:functions|classes)|open_basedir|safe_mode\w*|suhosin\.[\w.]+|session\.\w+|mail\.\w+|error_(?:log|reporting|prepend_string)|display_(?:startup_)?errors|log_errors|html_errors|upload_tmp_dir|file_uploads|include_path|extension_dir|short_open_tag|max_execution_time|memory_limit|opcache\.\w+|zend\.\w+|unserialize_callback_func|unserialize_max_depth|mbstring\.\w+|pcre\.\w+|zlib\.\w+|phar\.\w+|mysqli?\.\w+|pdo_mysql\.\w+|soap\.\w+|exif\.\w+|curl\.cainfo|openssl\.ca\w+|realpath_cache_\w+|user_ini\.\w+|user_dir|doc_root|enable_dl|expose_php|sendmail_\w+|serialize_precision|variables_order|request_order|output_(?:buffering|handler)|post_max_size|upload_max_filesize|max_(?:file_uploads|input_\w+)|implicit_flush|highlight\.\w+|hard_timeout|ignore_repeated_\w+|report_memleaks|xmlrpc_error\w*|docref_\w+|arg_separator\.\w+|assert\.\w+|input_encoding|internal_encoding|output_encoding|default_charset|default_mimetype|default_socket_timeout|register_globals|magic_quotes\w*|browscap|cgi\.\w+)\s*=/,
    { only: PARAMETERS, needs: '=' },
  ),
  php(
    'a setting of PHP',
    /^\s{0,4}(?:engine|extension|zend_extension|precision|smtp|smtp_port)\s{0,4}=\s{0,4}[\w./"'-]{1,60}\s{0,4}$/,
    {
      only: ['value', 'body', 'cookie'],
      needs: '=',
    },
  ),
  php('the name of a stored session', /(?:^|[\\/])sess_[\w,-]{20,80}$/i, { only: ['filename'], reading: 'text' }),
];
