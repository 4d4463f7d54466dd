// Capillary's service for the end customers of a brand (the auth engine), and the gateway that takes its tokens.

import { CustomerControl } from "./customer/control.ts";
import { customerEndpoint } from "./customer/endpoint.ts";
import { gatewayEndpoint } from "./customer/gateway.ts";
import { checkedCustomerOptions } from "./customer/options.ts";
import { SessionBook } from "./customer/sessions.ts";
import { CustomerTokens } from "./customer/tokens.ts";
import { UserBook } from "./customer/users.ts";

/** The judges of both endpoints, and the control that a test gets. */
export function createCustomerService(options) {
  const settings = checkedCustomerOptions(options);
  const service = {
    settings,
    users: new UserBook(settings.users),
    sessions: new SessionBook(settings),
    tokens: new CustomerTokens(settings),
  };
  return {
    endpoints: { customer: customerEndpoint(service), gateway: gatewayEndpoint(service) },
    control: new CustomerControl(service),
  };
}
