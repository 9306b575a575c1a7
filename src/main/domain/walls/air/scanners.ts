import type { RequestSignal } from '../signal.ts';
import type { Hit } from './hit.ts';

/** Programs that look for holes, by how they name themselves. What merely fetches (curl, a search engine) is none of them. */
const SCANNERS = new RegExp(
  [
    'nikto|sqlmap|nmap|masscan|zgrab|zmap|nuclei|dirbuster|gobuster|feroxbuster|ffuf|fuzz faster|wfuzz|dirsearch|dirb\\b|wpscan|joomscan|droopescan|cmsmap|whatweb',
    'acunetix|nessus|openvas|netsparker|invicti|qualys|appscan|webinspect|w3af|arachni|skipfish|havij|hydra|medusa|burp|zaproxy|owasp[ _-]?zap|vega/|^grabber|wapiti|jaeles',
    'sqlninja|bsqlbf|jsql|pangolin|absinthe|sqlpower|commix|fimap|kadimus|lfisuite|lfimap|liffy|panoptic|xsser|xsstrike|dalfox|tplmap|tinja|ssrfmap|noseyparker|trufflehog|gitleaks',
    'graphw00f|graphql-cop|clairvoyance|betabot|bewica|bfac\\b|detectify|yeswehack|hackerone|bugcrowd|intruder\\.io|censys|shodan|internet-measurement|expanse|paloaltonetworks|projectdiscovery|cyberscan|leakix|l9(?:explore|tcpid|scan)',
    'morfeus|zmeu|paros|n-stealth|nsauditor|springenwerk|struts-pwn|whitehat|webtrends security|webvulnscan|metis|brutus|cgichk|dav\\.pm|core-project|internet ninja|jorgee|muieblackcat|hello,? world|gootkit|sysscan|blackwidow|webshag|uil2pn|toata dragostea|prog\\.customcrawler|amiga|datacha0s|dominohunter|fhscan|floodgate|get-minimal|grendel-scan|inspath|kmccrew|mosiac 1|mysqloit|nv32ts|pymills|revolt|security scan|sql power injector|struct2|sundayddr|webbandit|xmlrpc exploit|zeroscan|whcc|void-?eye|user-agent: |\\.nasl\\b',
    '^(?:user-?agent|test|x{3,}|python-requests/scan|python-nmap|scanner|vuln\\w*|exploit\\w*|pentest\\w*)$',
  ].join('|'),
  'i',
);
/** Headers only scanners send. */
const TELLTALES = [
  'acunetix-product',
  'acunetix-scanning-agreement',
  'acunetix-user-agreement',
  'x-scanner',
  'x-wipp',
  'x-scan-memo',
  'x-request-memo',
  'x-ratproxy-loop',
  'x-bugbounty',
  'x-hackerone-research',
];

/** A scanner that says what it is. Those that do not are found by what they do. */
export function* scannerSigns({ headers, uri }: RequestSignal): Generator<Hit> {
  const agent = String(headers['user-agent'] ?? '').slice(0, 1_024);
  const named = SCANNERS.exec(agent);
  if (named) yield { type: 'scanner', weight: 10, says: 'a scanner names itself', piece: named[0] };
  const telltale = TELLTALES.find((name) => headers[name] !== undefined);
  if (telltale) yield { type: 'scanner', weight: 5, says: 'a header only scanners send', piece: telltale };
  if (
    /\/nessus_is_probing_you_|\/nosuch\w*\.nasl|\/acunetix|\/appscan_fingerprint|\/\.well-known\/\.\.\/|\/w00tw00t|\/nikto/i.test(
      uri.slice(0, 1_024),
    )
  ) {
    yield { type: 'scanner', weight: 5, says: 'a path only scanners ask for' };
  }
}
