// The options of the customer service: a brand, its customers, and how the undocumented corners answer.

import { requireNamedFields, requireSwitch, requireText, requireWholeNumber } from '../../named-fields.ts';

/** An end customer of the emulated brand, with at least one identifier. */
export interface EmulatedCustomer {
  /** With its country code, digits only. */
  readonly mobile?: string;
  /** An address. */
  readonly email?: string;
  /** A user name. */
  readonly username?: string;
  /** Known to the second factor only. */
  readonly externalId?: string;
  /** The clear password; without it the first login is by OTP. */
  readonly password?: string;
}

/** The brand whose end customers log in, and how the undocumented corners of that service answer. */
export interface EmulatedCustomerOptions {
  /** Default `FAKEBRAND`. */
  readonly brand?: string;
  /** Who is registered already. Default: one fake customer, see {@link EmulatedCustomerService.user}. */
  readonly users?: readonly EmulatedCustomer[];
  /** Whether the brand has passwords: without, everything about them is 1524. Default false. */
  readonly passwords?: boolean;
  /** Whether a first factor leads to a second only (role `MFA_PENDING`). Default false. */
  readonly secondFactor?: boolean;
  /** The OTP of every session, 4 to 10 digits as text. Default `"012345"`: its leading zero is lost on who takes it for a number. */
  readonly otp?: string;
  /** Wrong OTPs, and wrong passwords, that a session forgives. Default 5. */
  readonly retries?: number;
  /** Life of a session in seconds, at most 10 800. Default 900. */
  readonly sessionSeconds?: number;
  /**
   * Lifetime of every token in seconds, 1 to 10 800. Default, as in the vendor's samples: mobile 3600; web 3600 before the login,
   * 10 800 after it, 90 once regenerated; second factor 900.
   */
  readonly lifetimeSeconds?: number;
  /** HTTP status that goes with the codes 1502 to 1603. The vendor documents none. Default 200. */
  readonly errorStatus?: number;
}

export interface CustomerSettings {
  readonly brand: string;
  otp: string;
  readonly passwords: boolean;
  readonly secondFactor: boolean;
  readonly retries: number;
  readonly sessionSeconds: number;
  readonly lifetimeSeconds: number | null;
  readonly errorStatus: number;
  readonly users: readonly EmulatedCustomer[];
}

const THREE_HOURS_SECONDS = 3 * 60 * 60;

const FAKE_USER = {
  mobile: '919900000000',
  email: 'fake.customer@example.com',
  username: 'fake.customer',
  password: 'Fake-Password-1',
};
const IDENTIFIERS = ['mobile', 'email', 'username', 'externalId'] as const;

const OPTIONS = [
  'brand',
  'users',
  'passwords',
  'secondFactor',
  'otp',
  'retries',
  'sessionSeconds',
  'lifetimeSeconds',
  'errorStatus',
];

/** Options with every default filled in; refuses what is not one, naming it. */
export function checkedCustomerOptions(options: EmulatedCustomerOptions = {}): CustomerSettings {
  const where = 'startEmulator.capillary.customer';
  requireNamedFields(where, options, OPTIONS);
  // A leading zero, which is lost on who takes it for a number.
  const { brand = 'FAKEBRAND', otp = '012345', passwords = false, secondFactor = false } = options;
  const { retries = 5, sessionSeconds = 15 * 60, lifetimeSeconds = null, errorStatus = 200 } = options;
  requireText(`${where}.brand`, brand);
  requireOtp(`${where}.otp`, otp);
  requireSwitch(`${where}.passwords`, passwords);
  requireSwitch(`${where}.secondFactor`, secondFactor);
  requireWholeNumber(`${where}.retries`, retries, 1, 100);
  requireWholeNumber(`${where}.sessionSeconds`, sessionSeconds, 1, THREE_HOURS_SECONDS);
  if (lifetimeSeconds !== null) requireLifetime(`${where}.lifetimeSeconds`, lifetimeSeconds);
  requireWholeNumber(`${where}.errorStatus`, errorStatus, 200, 599);
  const users = checkedUsers(`${where}.users`, options.users ?? [FAKE_USER]);
  return { brand, otp, passwords, secondFactor, retries, sessionSeconds, lifetimeSeconds, errorStatus, users };
}

/** Refuses a lifetime longer than any that was seen, three hours. */
export function requireLifetime(where: string, seconds: unknown): void {
  requireWholeNumber(where, seconds, 1, THREE_HOURS_SECONDS);
}

/** Refuses a one-time password that is not text of digits. */
export function requireOtp(where: string, otp: unknown): void {
  if (typeof otp !== 'string' || !/^\d{4,10}$/.test(otp))
    throw new TypeError(`${where}: expected 4 to 10 digits as text`);
}

function checkedUsers(where: string, users: readonly EmulatedCustomer[]): EmulatedCustomer[] {
  if (!Array.isArray(users)) throw new TypeError(`${where}: expected an array`);
  return users.map((user, index) => checkedUser(`${where}[${index}]`, user));
}

function checkedUser(where: string, user: EmulatedCustomer): EmulatedCustomer {
  requireNamedFields(where, user, [...IDENTIFIERS, 'password']);
  for (const [name, text] of Object.entries(user)) requireText(`${where}.${name}`, text);
  if (!IDENTIFIERS.some((name) => user[name]))
    throw new TypeError(`${where}: give at least one of ${IDENTIFIERS.join(', ')}`);
  return { ...user };
}
