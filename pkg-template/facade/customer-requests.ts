// The requests of an end customer. Written by `cargo xtask operations` from src/boundary/capillary_customer.rs: change that.

import type { CapillaryCustomer } from './capillary-customer.ts';
import { perform } from './core.ts';
import type { HttpRequest } from './http-message.ts';
import type { Operation } from './operation.ts';
import * as operations from './operations.ts';

/** The requests that are declared: those of the table, no more and no less. */
type Name = Extract<keyof CapillaryCustomer, `${string}Request`>;

/** Whatever is no option of the call, the operation's table refuses. */
const call =
  (operation: Operation<HttpRequest>) =>
  (options: unknown): HttpRequest =>
    perform(operation, options);

export const customerRequests: Readonly<Record<Name, (options: unknown) => HttpRequest>> = {
  tokenRequest: call(operations.capillaryCustomerTokenRequest),
  otpRequest: call(operations.capillaryCustomerOtpRequest),
  otpValidateRequest: call(operations.capillaryCustomerOtpValidateRequest),
  passwordValidateRequest: call(operations.capillaryCustomerPasswordValidateRequest),
  regenerateRequest: call(operations.capillaryCustomerRegenerateRequest),
  passwordChangeRequest: call(operations.capillaryCustomerPasswordChangeRequest),
  passwordForgetRequest: call(operations.capillaryCustomerPasswordForgetRequest),
  updateIdentifierRequest: call(operations.capillaryCustomerUpdateIdentifierRequest),
  expireRequest: call(operations.capillaryCustomerExpireRequest),
};
