// Capillary's service for the end customers of a brand (the auth engine), and the gateway that takes its tokens.

import { CustomerControl } from "./customer/control.js";
import { customerEndpoint } from "./customer/endpoint.js";
import { gatewayEndpoint } from "./customer/gateway.js";
import { checkedCustomerOptions } from "./customer/options.js";
import { SessionBook } from "./customer/sessions.js";
import { CustomerTokens } from "./customer/tokens.js";
import { UserBook } from "./customer/users.js";

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
