// Every word of the page, and nothing else: to translate it, write a file like this one and name it in the build.
//
// `page` stands in the markup, where a little inline HTML is allowed; `live` is what scripts say, as plain text.

import type { TimeUnit } from '../../pkg-template/text/time-span.ts';

const code = (text: string) => `<code>${text}</code>`;

export const language = 'en';

export const page = {
  title: 'commerce-auth: authentication headers without a stranger in between',
  name: 'commerce-auth',
  heading: 'The header you need, made on your own machine',
  lead: 'For Capillary tills and Pledg signatures. Nothing you type leaves this page: it is not allowed to.',
  skip: 'Skip to the tool',
  noScript:
    'This page computes everything in your browser, so it needs JavaScript. All of it is in this file; nothing is loaded.',

  rules: {
    title: 'Before you type a password',
    may: 'Fine here',
    mayList: [
      'Make or check <strong>a till’s</strong> header, or those of all tills, on a computer you trust.',
      'Look into a header, a token or a notification that puzzles you.',
    ],
    mayNot: 'Not in any web page',
    mayNotList: [
      'Shipping a till’s password, or a header made from it, <strong>inside a page or app</strong>: anyone who opens it can read it. Base64 and MD5 hide nothing.',
      'API keys and client secrets. Tokens are asked for <strong>by a server</strong>, so this page does not offer it: <a href="#tokens">where they belong</a>.',
      'The passwords of <strong>people</strong>: an InTouch user with an authentication key, a user of Pledg’s dashboard. Whoever has them acts in their name.',
      'The secret of <strong>a Pledg merchant</strong>, or any other that tokens are signed with: whoever has it can sign a purchase of one cent, and a notification that it was paid. Here it is for trying things out. If it leaks, tell Pledg at once.',
    ],
  },

  brief:
    'A secret belongs to nobody but you: put none into a page or app. <a href="#rules">What is fine, and what is not</a>',

  navigation: 'Tools',
  groups: { capillary: 'Capillary', tokens: 'Tokens', pledg: 'Pledg', page: 'This page' },

  reminder: 'Secret. Stays in this tab, forgotten when you leave or pause.',
  show: 'Show',
  optional: 'optional',
  copy: 'Copy',
  stay: 'Stay',
  clear: 'Clear everything now',
  idle: 'All fields are emptied when you leave, and after 5 minutes without a key or a touch.',
  footer:
    'MIT or Apache-2.0. The same WebAssembly as in the npm package <a href="https://www.npmjs.com/package/commerce-auth" rel="noreferrer">commerce-auth</a>. Not affiliated with the vendors.',

  till: {
    nav: 'One till',
    title: 'Header for one till',
    about: `Capillary’s Basic authentication: the till’s id and the MD5 digest of its password, joined by a colon, in base64.`,
    username: 'Till id',
    usernameHint: `As the vendor gave it to you, such as ${code('store.server')}.`,
    kind: 'What do you have?',
    kindPassword: 'The password',
    kindDigest: 'Its MD5 digest',
    password: 'Password',
    digest: 'MD5 digest of the password',
    digestHint: '32 hexadecimal digits, in capital or small letters.',
    really: 'This is the password itself, although it looks like a digest',
    attribution: 'Act for another till or a campaign',
    lookupType: 'Lookup type',
    lookupTypeHint: `${code('WECHAT')} or ${code('MOBILE_TRIGGER')}. Only version 2 APIs take it. The vendor recommends OAuth for this.`,
    lookup: 'Lookup value',
    lookupHint: 'Capital and small letters differ.',
    submit: 'Make the header',
    digestAlone: 'For a tool that asks for user name and password: the digest is the password',
    steps: 'How it is made',
    misprint: 'The vendor’s page shows something else?',
    misprintText: [
      `Three of the vendor’s own examples cannot be reproduced. The page “Basic authentication” prints ${code('bdc87b9c894da5168059e00ebffb9077')} as the digest of ${code('Pass123')}. It is the digest of ${code('password1234')}; that of ${code('Pass123')} is ${code('2f23fa3579f3f75175793649115c1b25')}.`,
      `The v1.1 documentation prints a header for till ${code('till1')}, password ${code('123')}, with a space after the colon. No server takes that one for the right digest.`,
      `The page “Get Started” calls its till ${code('store.server123')} once: a slip for ${code('store.server')}.`,
      `If your result differs from those, yours is right. The example ${code('store.server')} / ${code('server123')} is correct on both sides: try it here.`,
    ],
  },

  copyForms: {
    title: 'Your header',
    host: 'Cluster',
    ownHost: 'Address of the API',
    ownHostHint: `Such as ${code('api.example.com')}. An address of http gets none.`,
    forms: { fields: 'Header', curl: 'curl', fetch: 'fetch', postman: 'Postman', value: 'Value alone' },
    note: 'A header is worth as much as the password: send it to nobody, and clear the clipboard afterwards.',
  },

  batch: {
    nav: 'Many tills',
    title: 'Headers for many tills',
    about:
      'Turns a table of till ids and passwords into a table of headers. Separate columns by comma, semicolon or tab; thousands of rows are fine.',
    input: 'Table of tills',
    inputHint: `One till in each line: ${code('till id, password')}. With a heading, columns may be in any order: ${code('username')}, ${code('password')} or ${code('password_md5')}, ${code('lookup_type')}, ${code('lookup')}.`,
    file: 'or choose a file',
    drop: 'You can also drop a file anywhere on this form.',
    kind: 'Without a heading, the second column holds',
    kindPassword: 'passwords',
    kindDigest: 'MD5 digests',
    submit: 'Make the headers',
    cancel: 'Stop',
    progress: 'Rows done',
    download: 'Download as CSV',
    downloadNote:
      'The file holds no password, but each header in it is worth as much as one. Where a spreadsheet would see a formula, an apostrophe is put in front.',
    filter: 'Only rows with an error or a note',
    previous: 'Previous',
    next: 'Next',
    columns: { row: 'Line', username: 'Till id', result: 'Header, or what is wrong' },
    caption: 'Results',
  },

  attribution: {
    nav: 'Attribution',
    title: 'Attribution headers',
    about:
      'They say which till or store a call is for. Send them with calls that change something; some look-ups fail with them.',
    kind: 'The call is authenticated by',
    kindToken: 'an access token (OAuth)',
    kindBasic: 'Basic',
    entityType: 'Kind of entity',
    entityTypeHint: 'The vendor silently takes an unknown kind for a till, so choose one of these six.',
    entityCode: 'Its code',
    entityCodeHint: 'Such as the till id or the store code.',
    lookupType: 'Lookup type',
    lookup: 'Lookup value',
    submit: 'Make the headers',
    resultTitle: 'Add these to the call',
  },

  admin: {
    nav: 'Admin fields',
    title: 'Headers of an admin call',
    about:
      'Some APIs, such as those for custom fields, want an InTouch user or a token, and beside it whom the call is for. A till is refused there. The page of each API says which of the three it asks for.',
    kind: 'Who calls?',
    kindUser: 'An InTouch user (Basic)',
    kindToken: 'An access token (OAuth)',
    username: 'E-mail address of the user',
    password: 'Password',
    accessToken: 'Access token',
    authKey: 'Authentication key of the user',
    authKeyHint: `Goes into ${code('X-CAP-API-AUTH-KEY')}.`,
    orgId: 'Organisation',
    entityId: 'Entity',
    entityIdHint: 'A till or store, for the APIs that ask for one.',
    submit: 'Make the headers',
    resultTitle: 'The admin’s headers',
  },

  apart: {
    nav: 'Read a header',
    title: 'What is this Basic value?',
    about: 'Shows what is in an Authorization header, and whether Capillary would accept it.',
    value: 'Value of the Authorization header',
    valueHint: `The whole value, from ${code('Basic')} on.`,
    password: 'The password it should belong to',
    passwordHint: 'Says whether the header was made from it and, if not, what went wrong.',
    submit: 'Read it',
    resultTitle: 'What it says',
  },

  which: {
    nav: 'Which do I need?',
    title: 'Which authentication do I need?',
    about: 'The vendor’s own decision table, with the reason for each row.',
    choose: 'What is going to call Capillary?',
  },

  jwt: {
    nav: 'Look into a token',
    title: 'What is in this token?',
    about:
      'Shows what is in a JWT and what is wrong with it, down to the byte. Reading is not verifying: anyone can write a token that reads well.',
    token: 'Token',
    tokenHint: 'Three parts with two dots, without “Bearer”.',
    secret: 'Shared secret, to verify HS256',
    secretHint: 'Only for tokens signed with a shared secret, as Pledg’s are. Capillary publishes no key.',
    submit: 'Look into it',
    countdown: 'Expiry',
    problems: 'What is wrong with it',
    header: 'Header',
    claims: 'Claims',
    columns: { name: 'Name', value: 'Value', meaning: 'Meaning' },
  },

  tokens: {
    nav: 'Where tokens belong',
    title: 'Tokens are asked for by a server',
    about: [
      'You get an access token with an API key and its secret. A page that holds them gives them to everyone who opens it, and they could act as you at every till. So no form here asks for them, and the package refuses token calls in a browser.',
      'On a server it takes a few lines: one token for all callers, renewed before it expires.',
    ],
    snippetTitle: 'On your server (Node, Deno, Bun, Workers)',
    run: `Install with ${code('npm install commerce-auth')}; key and secret come from the environment, never from the code.`,
    staff: 'Your page then asks your server. The server knows who is logged in, and decides what that person may do.',
  },

  sign: {
    nav: 'Sign a purchase',
    title: 'Sign a purchase',
    about:
      'Puts the parameters of a purchase into a signed token, which replaces all other parameters in the address. Use it to try things out: in a shop, the server signs.',
    parameters: 'Parameters of the purchase',
    parametersHint: 'JSON; the amount in cents.',
    example: 'Insert an example',
    secret: 'Secret of the merchant',
    environment: 'Environment',
    staging: 'staging',
    production: 'production',
    expiry: 'Valid for',
    expiryNone: 'ever (like the vendor’s plugins)',
    expiryHour: 'one hour',
    expiryDay: 'one day',
    submit: 'Sign',
    resultTitle: 'Signed',
    signature: 'signature',
    purchaseUrl: 'Address of the purchase',
    transferUrl: 'Address of a payment by transfer',
    coveredTitle: 'What the signature covers',
  },

  check: {
    nav: 'Check a notification',
    title: 'Check a notification',
    about:
      'Says whether a notification really came from Pledg, what kind it is, and which of its values you can rely on.',
    body: 'Body of the notification',
    bodyHint: 'As it was posted, JSON.',
    secret: 'Secret of the merchant',
    noSecret: 'The merchant has no secret: nothing is signed',
    reference: 'Reference of your order',
    amount: 'Amount of your order, in cents',
    submit: 'Check it',
    verified: 'Covered by the signature',
    unverified: 'Not covered: anyone may have written it',
    columns: { name: 'Name', value: 'Value' },
  },

  login: {
    nav: 'Basic of a user',
    title: 'Pledg’s Basic',
    about:
      'Some of Pledg’s endpoints take the e-mail address and the password of a dashboard user, unhashed. New integrations use an access token instead.',
    email: 'E-mail address',
    password: 'Password',
    environment: 'Environment',
    submit: 'Make the header',
    resultTitle: 'The user’s header',
  },

  trust: {
    nav: 'Why trust it?',
    title: 'Do not take our word for it',
    about:
      'A promise not to send your password is worth nothing. This page carries a policy that the browser enforces, and you can see it work.',
    policyTitle: 'The policy of this page',
    policyAbout: `${code("connect-src 'none'")} means that no script here can fetch anything, not even ours. Only the one script whose digest it names can run.`,
    proofTitle: 'See it refuse',
    proofAbout: `The button lets the page’s own script try to call ${code('https://example.com')}. The browser blocks it before anything leaves.`,
    proof: 'Let a script try to call out',
    selfTitle: 'Check it yourself',
    selfList: [
      'Open the developer tools (F12), tab “Network”, reload, then use the page: after the page itself, no line appears.',
      `Save this page as a file, disconnect from the network, open the file: everything works. It is one file, ${code('commerce-auth.html')}.`,
      `Compare its checksum with ${code('SHA256SUMS')} of the release, or build it from the sources: ${code('cargo xtask build')} leaves it in ${code('target/www')}.`,
    ],
    gapTitle: 'The gap that remains',
    gapText:
      'The policy does not stop a script from <strong>navigating</strong>: from opening another address with your secret in it. In browsers it does not cover WebRTC connections either. Only the source and the digest show that this script does neither. If that is not enough, use the saved file on a computer without a network.',
    keepsTitle: 'What it keeps',
    keepsText:
      'Nothing: no cookies, no storage, nothing in the address, the title or the console. The browser may keep memory for a while, as with every page. If it offers to save a password, decline.',
  },
};

export const live = {
  served: {
    public: (host: string) =>
      `This page came from ${host} over http, without encryption: anyone on the way may have changed it. Do not type a password here. Open it over https, or use the saved file.`,
    private: (host: string) =>
      `This page came from ${host} over http. Whoever shares that network may have changed it: better open it over https, or use the saved file.`,
  },
  framed: 'This page does not work inside another one, which could watch what you type. Open it by itself.',
  ownHost: 'another address …',
  leaving: (seconds: number) => `No key and no touch for a while: everything here is emptied in ${seconds} seconds.`,
  staying: 'Everything stays for now.',
  copied: 'Copied',
  notCopied: 'Not copied: select it and copy it yourself',
  cleared: 'Everything has been cleared.',
  clearedIdle: 'Cleared after 5 minutes without activity.',
  done: 'Done: the result follows.',
  failed: (count: number) => (count === 1 ? 'One field needs attention.' : `${count} fields need attention.`),

  errors: {
    empty: 'Fill this in.',
    byte: (position: number) => `(At byte ${position}, counted from 0.)`,
    json: (reason: string) => `This is not JSON: ${reason}`,
    notAnObject: 'This must be a JSON object, in braces.',
    notCents: 'Whole cents, digits only: 20.15 € is 2015.',
    scenario: 'Choose one.',
    host: 'This is no https address of an API.',
    whom: 'Fill in at least one: the key, the organisation or the entity.',
    names: {
      authKey: 'The key',
      orgId: 'The organisation',
      entityId: 'The entity',
      accessToken: 'The token',
      username: 'The till id',
      password: 'The password',
      passwordMd5: 'The digest',
      email: 'The e-mail address',
      'attribution.entityCode': 'The code',
      'attribution.lookupType': 'The lookup type',
      'attribution.lookup': 'The lookup value',
    },
    // By code and field, in the words of this page; everything else speaks in the words of the package.
    words: {
      'looks_hashed password':
        'This looks like an MD5 digest and would be hashed again. Choose “Its MD5 digest” above; or tick the box if this really is the password.',
      'invalid_argument passwordMd5':
        'An MD5 digest has exactly 32 hexadecimal digits. If this is the password, choose “The password” above.',
      'invalid_argument attribution.lookup': 'Type and value belong together: fill in both or neither.',
      'invalid_argument attribution.lookupType': 'Type and value belong together: fill in both or neither.',
      'signature_mismatch signature':
        'The signature does not match this content and secret. Is it the secret of this merchant, and is the body complete and unchanged?',
      'signature_missing signature':
        'Unsigned, although the merchant has a secret. Do not act on it: anyone may have sent it.',
      'unexpected_value signature':
        'This is not a notification that these settings can check. A purchase of your own is signed the same way, and a signed body needs the secret.',
      'unexpected_value reference': 'This notification is about another purchase.',
      'unexpected_value amountCents':
        'The amount differs, or this kind of notification does not vouch for one. Ask the API for the purchase.',
    },
  },

  till: {
    steps: {
      digest: { title: 'Digest', about: 'MD5 of the password in UTF-8, as 32 small hexadecimal digits' },
      given: { title: 'Digest', about: 'Given, written in small letters' },
      join: { title: 'Join', about: 'Till id, a colon, the digest; no space' },
      base64: { title: 'Base64', about: 'Of those bytes, with padding' },
      header: { title: 'Header', about: 'The scheme, one space, the base64' },
    },
    edges: 'The password begins or ends with a space. It was kept: is it meant?',
    usernameEdges: 'The till id begins or ends with a space. It was kept: is it meant?',
    misprint:
      'The vendor’s page prints another header for this very example. It was made from the password “password1234”; this one is right for Pass123.',
  },

  batch: {
    empty: 'Paste a table, or choose a file.',
    tooLarge: 'Larger than 32 MB: split the file.',
    notText: 'This file is not text in UTF-8. Save it as “CSV UTF-8”.',
    taken: (name: string, size: string) => `${name}, ${size}: taken, and not shown here.`,
    pasted: 'Pasted table',
    noColumn: 'The heading names no column with a password: call it password or password_md5.',
    noUsername: 'The heading names no column with till ids: call it username.',
    openQuote: (line: number) => `The quotation mark opened in line ${line} is never closed.`,
    noPassword: 'no password in this line',
    tooManyCells:
      'more cells than columns: put a value that holds a separator between quotation marks, or name the columns',
    edges: 'begins or ends with a space, which was kept',
    looksHashed:
      'this looks like an MD5 digest and would be hashed again: call its column password_md5, or say above that the second column holds digests',
    both: 'password and digest: leave one empty',
    noHeading:
      'The first line names no column and was taken as a till: if it is a heading, call its columns username and password.',
    ignored: (names: string) => `Columns not used: ${names}.`,
    summary: (good: number, bad: number, noted: number) =>
      `${[
        `${number(good)} ${good === 1 ? 'header' : 'headers'}`,
        bad === 0 ? 'no errors' : `${number(bad)} ${bad === 1 ? 'row' : 'rows'} with an error`,
        ...(noted === 0 ? [] : [`${number(noted)} with a note`]),
      ].join(', ')}.`,
    stopped: 'Stopped.',
    progress: (done: number) => `${number(done)} rows`,
    range: (from: number, to: number, total: number) =>
      total === 0 ? 'No rows' : `${number(from)}–${number(to)} of ${number(total)}`,
    file: 'till-headers.csv',
  },

  apart: {
    username: 'User name (till id)',
    password: 'Password part',
    verdict: 'Verdict',
    digest: 'The password part is an MD5 digest, as Capillary expects it.',
    upperCase: 'The digest has capital letters. The vendor’s pages use small ones: make the header again.',
    spaced:
      'There is a space after the colon, as in a misprint of the vendor’s v1.1 documentation. The server will not accept this digest: make the header again.',
    clear:
      'The password part is not an MD5 digest. If this is for Capillary, the password was not hashed. For Pledg’s Basic it is right.',
    misprint: 'This digest belongs to “password1234”. The vendor’s page prints it for Pass123, by mistake.',
    fits: 'It was made from this password, in the right way.',
    twice: 'It was made from this password, but hashed twice: the digest was given where the password belongs.',
    notHashed: 'It holds this password in clear, not hashed.',
    otherwise: 'It was not made from this password.',
    bearer: 'This is a Bearer token, not Basic: look into it under “Look into a token”.',
  },

  which: {
    types: {
      basic: 'Basic, with the till’s id and password',
      oauth: 'OAuth access token, from your server',
      customer: 'The customer’s own login (auth engine)',
    },
    page: 'The vendor’s page on it',
    next: { basic: 'Make the header for a till', oauth: 'Where tokens belong', customer: 'Where tokens belong' },
  },

  jwt: {
    expired: (ago: string) => `Expired ${ago} ago`,
    expires: (left: string) => `Expires in ${left}`,
    never: 'Says nothing about its expiry',
    notYet: (left: string) => `Not valid for another ${left}`,
    good: 'Nothing is wrong with its form.',
    verified: 'The signature fits the secret.',
    verifiedBut: 'The signature fits the secret, but the token is expired or not yet valid.',
    unverified: 'Not verified: no secret given.',
    refused: (reason: string) => `Not verified: ${reason}`,
    noPart: 'Could not be read.',
    end: 'end',
    where: { token: 'In the token', header: 'In the header', payload: 'In the claims', signature: 'In the signature' },
    at: (position: number) => `byte ${position} (counted from 0)`,
    meanings: {
      alg: 'how it is signed',
      kid: 'which key signed it',
      typ: 'kind of token',
      exp: 'expires',
      iat: 'issued',
      nbf: 'not valid before',
      iss: 'issued by',
      sub: 'about whom',
      aud: 'meant for',
      jti: 'id of the token',
    },
    units: {
      day: ['day', 'days'],
      hour: ['hour', 'hours'],
      minute: ['minute', 'minutes'],
      second: ['second', 'seconds'],
    } satisfies Record<TimeUnit, readonly [one: string, many: string]>,
  },

  weakSecret:
    'This secret has under 32 bytes. RFC 7518 requires at least 32 for HS256: anyone who sees one token can try secrets until one fits.',

  sign: {
    all: 'Every parameter you gave, unchanged. Nobody can change one without the secret.',
    dropped: (names: string) => `Left out, because they belong to the browser’s plug-in: ${names}.`,
    readable: 'It hides nothing: anyone can read the parameters out of the address.',
    ever: 'It does not expire: anyone who has the address can use it at any time.',
    until: (date: string) => `It expires on ${date}.`,
    settings: 'It does not say that the customer has paid. Only a checked notification does.',
  },

  check: {
    kinds: { back: 'Standard notification', transfer: 'Notification of a transfer', error: 'Notification of an error' },
    outcomes: {
      completed: 'Paid.',
      pending: 'Not paid yet: wait, and ship nothing.',
      failed: 'NOT paid: ship nothing.',
      unknown: 'It does not say that anything was paid: ask the API for the purchase.',
    },
    sandbox: 'A trial in the sandbox: no money has moved. Ship nothing.',
    signed: 'signed by Pledg or somebody with the secret',
    unsigned: 'unsigned: proves nothing',
    explain: {
      back: 'The signature covers created_at, error, id, reference, sandbox and status: a SHA-256 with the secret between them. It covers no amount and no metadata: ask the API for the purchase before you ship.',
      transfer: 'The signature covers everything in it, the amount included.',
      error: 'The signature covers everything in it.',
      unsigned: 'Nothing is covered. Take it as a hint to ask the API, never as proof of payment.',
    },
    twice: {
      back: 'It may be sent twice, by Pledg or by somebody who saw it: act once for each id.',
      transfer: 'It may be sent twice: act once for each transfer_order_item_uid.',
      error: 'It may be sent twice: act once for each purchase.',
    },
    nothing: 'Nothing.',
  },

  trust: {
    trying: 'Trying…',
    blocked: (directive: string) => `Blocked by ${directive}, before anything left.`,
    notBlocked: 'NOT blocked. Close this page: it is not what it claims to be.',
  },
};

function number(value: number): string {
  return value.toLocaleString(language);
}
