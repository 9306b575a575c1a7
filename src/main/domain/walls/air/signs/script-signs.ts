import { PARAMETERS, type Sign } from '../sign.ts';

const xss = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  type: 'cross_site_scripting',
  weight: 5,
  says,
  reading: 'text',
  pattern,
  ...more,
});

/** Elements that run, load or send something by themselves. */
const ACTIVE =
  'script|iframe|frame|frameset|object|embed|applet|isindex|layer|ilayer|bgsound|xss|vmlframe|import|noscript|portal|marquee|dialog|listener|handler|fencedframe|slot|template';
/** Letters spread out, as some filters of pages let them pass. */
const SPREAD = [
  'script',
  'iframe',
  'form',
  'dialog',
  'object',
  'embed',
  'applet',
  'style',
  'link',
  'base',
  'meta',
  'image',
  'frameset',
]
  .map((tag) => [...tag].join('\\s{1,3}'))
  .join('|');
const CALLS =
  'alert|confirm|prompt|eval|settimeout|setinterval|setimmediate|execscript|atob|btoa|unescape|importscripts|fromcharcode';
const GLOBALS = 'document|window|self|top|parent|frames|globalthis|location|navigation';
const OF_DOCUMENT =
  'cookie|domain|write(?:ln)?|location|body|queryselector(?:all)?|createelement|getelement\\w+|forms|referrer|documentelement|head|images|scripts|execcommand|implementation|innerhtml|url';
const GAP = '(?:\\s|/\\*[^*]{0,40}\\*/){0,8}';

export const SCRIPT_SIGNS: readonly Sign[] = [
  xss(
    'an element that runs a program',
    new RegExp(`<\\s{0,8}/?\\s{0,8}(?:\\w{0,20}:\\s{0,4})?(?:${ACTIVE})(?:[\\s/>"'=:(]|$)`, 'i'),
    { needs: '<' },
  ),
  xss('an element with its letters spread', new RegExp(`<\\s{0,4}(?:${SPREAD})`, 'i'), { needs: '<' }),
  xss(
    'an element that changes the page',
    /<(?:meta|base|link|form|style|input|isindex|button|video|audio|keygen|math|svg|body)\b[^<>]{0,200}(?:http-equiv|charset|href|formaction|action|pattern|xlink:\w+|autofocus|poster|srcdoc|dynsrc|lowsrc|src)[\s/]{0,8}=[\s'"]{0,4}(?![\s'"]{0,4}https?:\/\/)/i,
    { needs: '<' },
  ),
  xss(
    'an element that changes the page',
    /<(?:img|image|a|area)\b[^<>]{0,200}\b(?:href|src|dynsrc|lowsrc|formaction|xlink:\w+|autofocus|srcdoc)[\s/]{0,8}=[\s'"]{0,4}(?![\s'"]{0,4}(?:https?:\/\/|mailto:|tel:|#|\.{0,2}\/(?!\/)|[\w-]{1,60}(?:\/[\w-]{1,60}){0,8}\.\w{2,5}\b))/i,
    { needs: '<' },
  ),
  xss(
    'an element that changes the page',
    /<(?:meta|base|link|form|input)\b[^<>]{0,200}\b(?:http-equiv|href|pattern|charset|action)[\s/]{0,8}=/i,
    { needs: '<' },
  ),
  xss(
    'an event handler',
    /(?:[\s"'`;<]|^)on[a-z]{3,50}[\s/]{0,4}=(?!=)|\/on[a-z]{3,50}[\s/]{0,4}=(?!=|$)|["'\s/<](?:formaction|srcdoc|xlink:href|autofocus|ev:event)\s{0,4}=/i,
    { only: [...PARAMETERS, 'path', 'header', 'referer', 'filename'], needs: '=' },
  ),
  xss(
    'a style that runs a program',
    /\bstyle\s{0,4}=[\s\S]{0,200}(?:expression\s{0,4}\(|behaviou?r\s{0,4}:|-moz-binding|@import|javascript|\\[0-9a-f]{2})|\burl\s{0,4}\(\s{0,4}['"]?\s{0,4}(?:javascript|vbscript)|<style\b[^<>]{0,200}>[\s\S]{0,100}(?:@[i\\\\]|[:=]|&#|u\s?r\s?l)/i,
    { needs: '(:<' },
  ),
  xss(
    'a program in an address',
    /(?:j\s{0,4}a\s{0,4}v\s{0,4}a|v\s{0,4}b|l\s{0,4}i\s{0,4}v\s{0,4}e)\s{0,4}s\s{0,4}c\s{0,4}r\s{0,4}i\s{0,4}p\s{0,4}t\s{0,4}:(?! [a-z]{2,20}(?: |$)(?! ?[(=]))/i,
    { needs: ':' },
  ),
  xss(
    'a call that runs a program in the page',
    new RegExp(
      `(?<![\\w-])(?:${CALLS})(?:\\s{1,4}\\((?=\\s*(?:['"\`/\\d)(]|document|window|this|string|location|self|xss|origin|top\\b))|\\(|\\s{0,4}(?:\`|/\\*|\\?\\.\\s{0,4}\\(|\\.(?:call|apply)|\\b\\s{0,4}\\\\u))`,
      'i',
    ),
    { needs: '(`.*', only: [...PARAMETERS, 'header', 'referer', 'filename'] },
  ),
  xss(
    'a call that runs a program in the page',
    /[(/;!]\s{0,4}(?:alert|confirm|prompt|eval)\s{0,4}(?:\)\s{0,4}\(|\.(?:call|apply)\()|[;!]\s{0,4}(?:alert|confirm|prompt)\(/i,
    {
      needs: '(',
      only: ['path', ...PARAMETERS],
    },
  ),
  xss(
    'an object of the page',
    new RegExp(
      `\\bdocument${GAP}\\.${GAP}(?:${OF_DOCUMENT})\\b|\\b(?:window|self|top|parent)${GAP}\\.${GAP}(?:location|name|alert|open|document|self|onload|fetch|eval|atob|btoa|opener|frames|top)\\b`,
      'i',
    ),
    {
      only: [...PARAMETERS, 'header', 'referer'],
      needs: '.',
    },
  ),
  xss('an object of the page', new RegExp(`\\(?\\b(?:${GLOBALS})${GAP}\\)?${GAP}\\[${GAP}(?:["'\`/\\\\]|\\w{1,20}\\])`, 'i'), {
    needs: '[',
  }),
  xss(
    'an object of the page',
    /\b(?:new\s{1,4}(?:image|xmlhttprequest|function|activexobject|websocket|worker)\b|string\.fromcharcode|(?:inner|outer)html\s{0,4}=|\.(?:textcontent|appendchild|insertadjacenthtml|setattribute)\b|localstorage\.|sessionstorage\.|\$\.(?:getscript|globaleval|parsehtml)|\bimport\s{0,4}(?:\(['"`]|[\w*{][^;'"`(]{0,80}\bfrom\s{0,4}['"`]))|-moz-binding\s{0,4}:/i,
    { needs: '.= ( ' },
  ),
  xss(
    'a call without brackets',
    /\.\s{0,4}(?:call|apply|map|sort|find|filter|foreach|some|every|bind)\s{0,4}`|\b(?:sort|map|find|filter|reflect\.\w+)\s{0,4}\.\s{0,4}(?:call|apply)\b/i,
    { needs: '`.' },
  ),
  xss('an element in another alphabet', /\+ad[a-z0-9]{1,2}-[\s\S]{0,100}\+ad[a-z0-9]{1,2}-|\+adw-/i, { needs: '+' }),
  xss('an element in another alphabet', /(?<![\xc2-\xf4])\xbc[^\xbc\xbe>]{0,100}[\xbe>]/, { needs: '\xbc' }),
  xss('an element in another alphabet', /<[^<>\xbe]{0,100}\xbe/, { needs: '\xbe' }),
  xss('a program written in brackets', /![!+ ]\s?\[\]|\(\s?!\[\]\s?[+ ]\s?\[\]/, { needs: '[' }),
  xss('a program written in brackets', /(?:\+\[\]|!\[\]|!!\[\]|\[\]\[|\(!\[|\]\+\(|\+!!|\[\+){4,}/, { needs: '[' }),
  xss(
    'a namespace that brings programs',
    /xlink:href\s{0,4}=|xmlns(?::\w{1,20})?\s{0,4}=\s{0,4}['"\\]{0,2}(?:https?:|\/\/)|\bxhtml\b[\s\S]{0,60}["']\s{0,4}>|!attlist|\bdata:,/i,
    { only: [...PARAMETERS, 'header', 'referer'], needs: '=!:' },
  ),
  xss('a call put into a text of a program', /['"`][-+*/^%&|;,]{1,2}\s{0,4}(?:alert|prompt|confirm|eval|fetch)\s{0,4}[(`]/i, {
    needs: '(`',
  }),
  xss('an import of the old browser', /<\?\s{0,4}import\b|<\s{0,4}import[^>]{0,60}implementation/i, { needs: '<' }),
  xss(
    'an attack on a template of the page',
    /\bv-(?:html|bind|on|if|for|show)\b[\s\S]{0,20}=|\bng-(?:app|init|click|bind|include|focus)\b|\bx-(?:data|init|on|html)\s{0,4}=|\bdata-ng-/i,
    { needs: '-' },
  ),
  {
    type: 'session_fixation',
    weight: 5,
    says: 'a cookie to be set',
    reading: 'text',
    pattern: /\.cookie\b[\s\S]{0,200}(?:;\W{0,20}(?:expires|domain|path)\W{0,20}=|=['"])|\bhttp-equiv\W{1,20}set-cookie\b/i,
    needs: '.=',
  },
];
