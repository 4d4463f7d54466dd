// The whole page as one text. Style, script and policy are put in by the build, which knows their digests.

import { admin } from './admin.js';
import { apart } from './apart.js';
import { attribution } from './attribution.js';
import { batch } from './batch.js';
import { introduction } from './introduction.js';
import { jwt } from './jwt.js';
import { navigation } from './navigation.js';
import { check, login, sign } from './pledg.js';
import { till } from './till.js';
import { tokens } from './tokens.js';
import { trust } from './trust.js';
import { which } from './which.js';

const PANELS = [till, batch, attribution, admin, apart, which, jwt, tokens, sign, check, login, trust];

/** An icon of its own, so that browsers do not ask the server for one. */
const ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230f5c63'/%3E%3Cpath d='M5 7V5.5a3 3 0 0 1 6 0V7m-7 0h8v5H4z' fill='none' stroke='white' stroke-width='1.4'/%3E%3C/svg%3E";

export function pageDocument({ language, text, policy, style, script }) {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${text.heading}">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f5f1">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#14181a">
<link rel="icon" href="${ICON}">
<title>${text.title}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">${text.skip}</a>
<div class="page">
${introduction(text)}
<div class="room">
${navigation(text)}
<main id="main" tabindex="-1">
${PANELS.map((panel) => panel(text)).join('\n')}
</main>
</div>
<footer>
<p><button type="button" id="clear">${text.clear}</button> <span class="hint">${text.idle}</span></p>
<p class="hint">${text.footer}</p>
</footer>
</div>
<div class="leaving" id="leaving" role="alertdialog" aria-labelledby="leaving-words" hidden><p id="leaving-words"></p><button type="button" class="main" id="stay">${text.stay}</button></div>
<p class="unseen" id="status" role="status"></p>
<script type="module">${script}</script>
</body>
</html>
`;
}
