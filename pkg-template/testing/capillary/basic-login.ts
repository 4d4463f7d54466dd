// Basic as Capillary wants it: `Basic ` + base64(till id ":" lower-case hex of the password's MD5), compared byte by byte.

import { createHash } from 'node:crypto';

import { basicPair } from '../basic-pair.ts';
import type { Till } from './options.ts';

/** The till whose header this is exactly, or null. Header text arrives as Latin-1, so its bytes are taken back as such. */
export function tillOf<Login extends Till>(tills: readonly Login[], header: string): Login | null {
  const sent = Buffer.from(header, 'latin1');
  return tills.find((till) => sent.equals(Buffer.from(expectedHeader(till)))) ?? null;
}

/** What is probably wrong with a header that is no till's (or whoever else logs in like one). Never quotes it. */
export function basicProblem(tills: readonly Till[], header: string, kind = 'till'): string {
  const { problem, username, password } = basicPair(header);
  if (problem !== undefined) return problem;
  const till = tills.find((one) => one.username === username);
  return till ? passwordProblem(till.password, password) : `no ${kind} has this username`;
}

function expectedHeader(till: Till): string {
  return `Basic ${Buffer.from(`${till.username}:${md5Hex(till.password)}`).toString('base64')}`;
}

function passwordProblem(password: string, sent: string): string {
  if (sent === password) return 'the password was sent in clear, not as its MD5';
  if (sent === md5Hex(md5Hex(password))) return 'the password was hashed twice';
  if (sent.trim() === md5Hex(password)) return 'white space around the MD5';
  if (sent.toLowerCase() === md5Hex(password)) return 'the MD5 must be lower-case hex';
  if (sent === md5Hex(Buffer.from(password, 'latin1'))) return 'the password was hashed as Latin-1, not UTF-8';
  if (sent === md5Hex(password.replace(/[^\0-\x7f]/g, '?'))) return 'the password was hashed as ASCII, not UTF-8';
  return 'wrong password';
}

function md5Hex(input: string | Uint8Array): string {
  return createHash('md5').update(input).digest('hex');
}
