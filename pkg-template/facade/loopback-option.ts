// Where a request may go without a certificate.

/** What a function takes beside a host. */
export interface LoopbackOption {
  /** `'loopback'` allows `http` to this machine, where an emulator has no certificate. */
  dangerouslyAllowInsecureHttp?: 'loopback' | undefined;
}
