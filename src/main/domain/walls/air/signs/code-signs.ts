import { PARAMETERS, type Sign } from '../sign.ts';
import { namesHiddenClass } from './hidden-classes.ts';

const code = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  type: 'code_injection',
  weight: 5,
  says,
  reading: 'code',
  pattern,
  ...more,
});

/** Packages of Java whose classes start programs, look names up or build objects from bytes. */
const PACKAGES = [
  'java\\.(?:io|lang|util|net|nio|rmi|security|beans|sql|awt|text)\\.[a-z]\\w+|javax\\.(?:script|naming|management|el|servlet|imageio|swing|xml|print|crypto)\\.[a-z]\\w+',
  'com\\.(?:sun\\.(?:org|jndi|rowset|syndication)|opensymphony\\.xwork2|mchange\\.v2|caucho|alibaba\\.fastjson|zaxxer|newrelic|ibatis|bea\\.core)',
  'org\\.(?:apache\\.(?:commons|struts2?|xalan|xbean|openjpa|tomcat|catalina|shiro|wicket|activemq|velocity|myfaces|ibatis|aries|log4j|logging)|omg\\.corba|springframework|hibernate|codehaus\\.groovy|jboss|mozilla\\.javascript|mortbay|eclipse\\.jetty|python|quartz|h2|aspectj|yaml\\.snakeyaml)',
  'sun\\.(?:misc|reflect|rmi)\\.\\w+|freemarker\\.\\w+|ognl\\.\\w+|groovy\\.lang|oracle\\.jdbc|weblogic\\.\\w+|clojure\\.\\w+|bsh\\.interpreter|net\\.sf\\.json|ch\\.qos\\.logback|br\\.com\\.anteros',
].join('|');

export const CODE_SIGNS: readonly Sign[] = [
  code(
    'a class of Java',
    new RegExp(
      `\\b(?:${PACKAGES})\\b|\\bjava\\.(?:runtime|processbuilder)\\b|\\b(?:runtime\\.getruntime|processbuilder\\s{0,4}\\(|getdeclaredmethod|getdeclaredconstructor|newinstance\\s{0,4}\\(|classloader\\b.{0,40}\\.)|\\bclass\\.(?:module\\b|forname|classloader)|@java\\.lang|\\bt\\(java\\.`,
    ),
    { needs: '.(' },
  ),
  code(
    'the names of a class of Java that starts programs',
    /\bjava\.lang\b[\s\S]{0,300}\b(?:runtime|processbuilder)\b|\bjava\.[\w.]{0,60}\b(?:runtime|processbuilder)\b|\b(?:clonetransformer|forclosure|instantiatefactory|instantiatetransformer|invokertransformer|prototypeclonefactory|prototypeserializationfactory|whileclosure|getproperty|filewriter|xmldecoder)\b/,
    { needs: '.rmyo' },
  ),
  code(
    'an expression of Struts',
    /#_?(?:memberaccess|context|session|request|application|parameters|attr|root)\b\s*[.[=]|#\w{1,20}\s?=\s?(?:@|new\s|#)|%\{\s?\(?[#@'"\d]|\(#\w+\s?=|@[a-z]\w*(?:\.\w+){1,6}@\w/i,
    { reading: 'text', needs: '#%@' },
  ),
  code('a stored object of Java', /\brO0AB[QX]|\bH4sIA|KztAAU|Cs7QAF|\xac\xed/, { reading: 'plain', needs: 'rHKC\xac' }),
  code('a class of Java, in base64', /[A-Za-z0-9+/]{9}/, { reading: 'plain', holds: namesHiddenClass }),
  code('a function stored by Node', /_\$\$nd_func\$\$_|__js_function|\bnode_func\b/, { needs: '_' }),
  code(
    'a program in JavaScript',
    /\beval\s{0,4}\(\s{0,4}(?:string|atob|unescape|function)|\bfunction\s{0,4}\w{0,20}\s{0,4}\([^)]{0,60}\)\s{0,4}\{|\bnew\s{1,4}function\s{0,4}\(|\bthis\.constructor\b|\bconstructor\s{0,4}[.[]['"]?constructor|\bmodule\.exports\s{0,4}=|\bchild_process\b|\breturn\s{1,4}(?:process|global|this)\.|['"`]\s{0,4};?\s{0,4}return\s{1,4}(?:true|false|this|\d)\b|\bglobalthis\b/,
    { needs: '.({_;' },
  ),
  code(
    'an object of Node',
    /\bprocess\s{0,4}(?:\.\s{0,4}(?:env|argv|binding|mainmodule|exit|cwd|kill|dlopen|abort|chdir|stdout|version|memoryusage|title|uptime|hrtime|nexttick|setuid|getuid|stdin|spawn)\b|\[)|\bconsole\s{0,4}(?:\.\s{0,4}|\[\s{0,4}['"`])(?:log|info|warn|error|debug|dir|table|trace|assert|clear|count|group|time|timeend|exception)\b[^(]{0,20}\(|\brequire\s{0,4}(?:\[|\(\s{0,4}['"`]|\.\s{0,4}main|\.\s{0,4}resolve)/,
    { needs: '.[(' },
  ),
  code(
    'the prototype of all objects',
    /__proto__|\bconstructor\s{0,4}(?:\.|\]?\s{0,4}\[|['"]?\s{0,4}:\s{0,4}\{)\s{0,4}['"]?prototype\b|\$\d{1,4}:(?:__proto__|constructor|\w{1,30}:(?:prototype|__proto__))|:constructor:constructor/,
    { only: PARAMETERS, needs: '_.[:' },
  ),
  code(
    'a loop without an end',
    /\bwhile\s{0,4}\([\s(]{0,6}(?:!\s{0,2}(?:false|null|undefined|nan|[-+]?0|""|''|``)|!!\s{0,2}["'`{[]|true\b|[-+]?infinity|[-+]?[1-9]|new\s|this\b|string\b)|\bfor\s{0,4}\(\s{0,4};\s{0,4};|\bdo\s{0,4}\{[^{}]{1,120}\}\s{0,4}while\s{0,4}\(/,
    { needs: '(' },
  ),
  code(
    'a program in Ruby',
    /\bprocess\s{0,4}\.\s{0,4}spawn\b|\bkernel\s{0,4}\.\s{0,4}(?:system|exec|open|eval)\b|\b(?:instance|class|module)_eval\b|\b(?:popen3|capture2e?|open3)\b|\bsend\s{0,4}\(\s{0,4}:/,
    { needs: '._(' },
  ),
  code(
    'a program in Python',
    /__(?:import|class|mro|subclasses|globals|builtins|init|bases)__|\bimport\s{1,4}(?:os|subprocess|sys|pty|socket)\b|\b(?:os|subprocess)\.(?:system|popen|exec\w{0,3}|spawn\w{0,3}|call|run|check_output|environ)\b/,
    { needs: '_. ' },
  ),
  code('a program in Perl', /@\{\s{0,4}\[\s{0,4}(?:system|exec|open|require|do)\b|@\{\[/, { needs: '@' }),
  code(
    'a placeholder of a template',
    /\{\{(?!\s{0,4}(?!(?:config|self|settings|request|session|application|app|globals?|_context|this|constructor|range|lipsum|cycler|joiner|namespace|env|secret\w*|server|url_for|get_flashed_messages|dump)\b)[a-z]\w{0,40}(?:\.\w{1,40})?\s{0,4}\}\})[^{}]{1,200}\}\}|\{%[^{}]{1,200}%\}|<%(?!=\s{0,4}(?!(?:config|self|settings|request|session|application|app|globals?|_context|this|constructor|range|lipsum|cycler|joiner|namespace|env|secret\w*|server|url_for|get_flashed_messages|dump)\b)[a-z]\w{0,40}(?:\.\w{1,40})?\s{0,4}%>)[=@!]?[^<%]{0,200}%>|#\{(?!\s{0,4}(?!(?:config|self|settings|request|session|application|app|globals?|_context|this|constructor|range|lipsum|cycler|joiner|namespace|env|secret\w*|server|url_for|get_flashed_messages|dump)\b)[a-z]\w{0,40}(?:\.\w{1,40})?\s{0,4}\})[^{}]{1,200}\}|\[\[\$\{|\*\{[^{}]{1,100}\}|\{php\}|#set\s?\(\s?\$|<#assign|\$\{\{/i,
    { reading: 'text', needs: '{<#' },
  ),
  code(
    'a lookup that a logger carries out',
    /\$\{[^}]{0,60}(?:jndi|ctx|lower|upper|env|sys|date|java|\$\{)|\bjndi\s?:\s?(?:ldaps?|rmi|dns|iiop|nis|corba|https?):/i,
    { reading: 'text', weight: 8, needs: '$:' },
  ),
  code(
    'a page of data in place of an address',
    /\bdata:\s{0,4}(?:text\/\w{2,20}|,\s{0,4}<|application\/(?:javascript|xhtml\+xml|xml)|image\/svg\+xml|[\w.+-]+\/[\w.+-]+;base64,)/i,
    { reading: 'text', needs: ':', only: PARAMETERS },
  ),
  code(
    'an entity of XML that reads elsewhere',
    /<!doctype\s{1,8}[\w:-]{1,40}\s{1,8}system\b|!entity\s{1,8}%?\s{0,8}[\w.-]{1,60}\s{1,8}(?:system|public|["'])|<!doctype[^>[]{0,200}\[|<xi:include\b|\bxinclude\b/i,
    { reading: 'text', needs: '!x' },
  ),
  code('a directive of the web server', /<!--#\s{0,4}(?:exec|include|echo|set|config|printenv|fsize|flastmod|if)\b/i, {
    reading: 'plain',
    needs: '#',
  }),
  code(
    'a program to be run by the server',
    /\.\s*(?:php\d*|phtml|phpt|pht|phar|phps|pgif|inc|jspx?|jspf|aspx?|ashx|asmx|cgi|cer|asa|shtml|exe|dll|bat|cmd|ps1|vbs|sh|war)[.\s;:%0]*$|\.\s*(?:php|jspx?|aspx?)\b/i,
    { reading: 'text', only: ['filename'] },
  ),
];
const LDAP = /\)\s{0,4}[&|!]?\s{0,4}\(\s{0,4}(?:[&|!]|[\w:.-]{1,40}\s{0,4}(?:[~<>]?=))|\)[&|!]\s?\(|\)\s{0,4}\({1,3}\s{0,4}[&|!]/;

/** A bracket is closed that the text never opened: it closes one of the filter's own. */
function closesTooMuch(text: string): boolean {
  let open = 0;
  for (const letter of text) {
    if (letter === '(') open += 1;
    else if (letter === ')') open -= 1;
    if (open < 0) return true;
  }
  return false;
}

export const DIRECTORY_SIGNS: readonly Sign[] = [
  {
    type: 'code_injection',
    weight: 5,
    says: 'a filter of a directory',
    reading: 'plain',
    pattern: LDAP,
    needs: ')',
    holds: closesTooMuch,
  },
  {
    type: 'code_injection',
    weight: 5,
    says: 'a filter of a directory',
    reading: 'plain',
    pattern:
      /[*)]\s?\(\s?[|&]\s?\(\s?\w{1,40}\s?=\s?\*|\(\s?(?:\d\s?=\s?\d|userpassword\s?[~<>]?=[^)]{0,60})\s?\)|\buserpassword:\d/i,
    needs: '(:',
    only: PARAMETERS,
  },
];
