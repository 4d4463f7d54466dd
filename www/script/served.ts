// How this page came here. Over plain http anybody on the way may have put a script of his own into it.

import { isLoopbackHost } from '../../pkg-template/text/loopback-host.ts';
import { live } from '../text/en.ts';
import { byId } from './element.ts';

const PRIVATE =
  /^(10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|169\.254(\.\d+){2}|\[f[cde].*\]|[^.:]+|.+\.(local|lan|internal|home\.arpa))$/;

export function startServedNotice(): void {
  const words = noticeFor(location);
  if (words === undefined) return;
  byId('served').textContent = words;
  byId('served').hidden = false;
}

export function noticeFor({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): string | undefined {
  if (protocol !== 'http:' || isLoopbackHost(hostname) || hostname.endsWith('.localhost')) return undefined;
  return PRIVATE.test(hostname) ? live.served.private(hostname) : live.served.public(hostname);
}
