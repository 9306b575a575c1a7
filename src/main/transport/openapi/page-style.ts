/** The look of the page: own few rules, light and dark, readable from 390 px on; nothing comes from elsewhere. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1b2330, #e4e9f0); --dim: light-dark(#4d5a6b, #a9b4c2);
  --paper: light-dark(#ffffff, #12171f); --line: light-dark(#d5dbe3, #2d3743); --link: light-dark(#0b5cad, #7db7f2);
  --get: light-dark(#0b6b3a, #6fd39b); --post: light-dark(#8a4b00, #f0b45e); --patch: light-dark(#6b2fa0, #c9a0f0); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: .5rem 0; } h1 small { color: var(--dim); font-weight: 400; font-size: 1rem; }
h2 { margin: 2rem 0 .5rem; padding-top: .5rem; border-top: 2px solid var(--line); font-size: 1.25rem; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; } h4 { margin: .75rem 0 .25rem; font-size: .875rem; color: var(--dim); }
a { color: var(--link); } code { font: .875em/1.4 ui-monospace, monospace; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .5rem 0; } nav a { padding: .25rem 0; }
article { padding: .75rem 0; border-bottom: 1px solid var(--line); } article p { margin: .25rem 0; }
.method { font: 700 .8125rem ui-monospace, monospace; } .get { color: var(--get); } .post { color: var(--post); }
.patch { color: var(--patch); } .who, .where, .bounds, .type { color: var(--dim); } .where, .bounds { font-size: .875rem; }
.name { font-weight: 600; } summary { cursor: pointer; padding: .375rem 0; color: var(--link); }
ul { margin: .25rem 0; padding-left: 1rem; } ul ul { border-left: 1px solid var(--line); list-style: none; }
:target { scroll-margin-top: .5rem; outline: 2px solid var(--link); outline-offset: 4px; }
`;
