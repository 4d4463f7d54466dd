// Names and numbers of this very machine, as a URL has them.

/** Whether a host is a loopback number: what `localhost` stands for is up to the machine's resolver. */
export function isLoopbackNumber(host: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}

/** The same, or `localhost` itself. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackNumber(host);
}
