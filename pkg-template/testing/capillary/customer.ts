// Capillary's service for the end customers of a brand (the auth engine), and the gateway that takes its tokens.

import { CustomerControl } from './customer/control.ts';
import { customerEndpoint } from './customer/endpoint.ts';
import { gatewayEndpoint } from './customer/gateway.ts';
import { type EmulatedCustomerOptions, checkedCustomerOptions } from './customer/options.ts';
import { SessionBook } from './customer/sessions.ts';
import { CustomerTokens } from './customer/tokens.ts';
import { UserBook } from './customer/users.ts';
import type { Now } from '../emulator-clock.ts';
import type { Judge } from '../judgement.ts';
import type { OwnRoutes } from '../own-routes.ts';
import type { CapillaryLogin } from './options.ts';
import type { CustomerService } from './customer/service.ts';

/** The judges of both endpoints, and the control that a test gets. */
export function createCustomerService(
  options: EmulatedCustomerOptions | undefined,
  routes: OwnRoutes<CapillaryLogin>,
  now: Now,
): {
  endpoints: { customer: Judge; gateway: Judge };
  control: CustomerControl;
} {
  const settings = checkedCustomerOptions(options);
  const service: CustomerService = {
    settings,
    users: new UserBook(settings.users),
    sessions: new SessionBook(settings, now),
    tokens: new CustomerTokens(settings, now),
  };
  return {
    endpoints: { customer: customerEndpoint(service), gateway: gatewayEndpoint(service, routes) },
    control: new CustomerControl(service),
  };
}
