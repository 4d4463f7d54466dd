// The customers of the brand, by any of their identifiers.

import type { Identity, IdentityType } from './identity.ts';
import type { EmulatedCustomer } from './options.ts';

type IdentifierField = 'mobile' | 'email' | 'username' | 'externalId';

export type User = { [Field in IdentifierField]?: string } & { password: string | null; readonly uid: string };

const FIELDS: Readonly<Record<IdentityType, IdentifierField>> = {
  MOBILE: 'mobile',
  EMAIL: 'email',
  USERNAME: 'username',
  EXTERNALID: 'externalId',
};
const FIRST_UID = 98_745;

export class UserBook {
  #users: User[];

  constructor(users: readonly EmulatedCustomer[]) {
    this.#users = users.map((user, index) => ({ password: null, ...user, uid: String(FIRST_UID + index) }));
  }

  get first(): User | undefined {
    return this.#users[0];
  }

  /** The customer with an identity, `{ type, value }`, or undefined. */
  find({ type, value }: Identity): User | undefined {
    return this.#users.find((user) => user[FIELDS[type]] === value);
  }

  /** The customer with an identity; a new one if there is none. */
  findOrAdd(identity: Identity): User {
    return this.find(identity) ?? this.#add(identity);
  }

  /** Gives a customer another value of an identifier. */
  change(user: User, type: IdentityType, value: string): void {
    user[FIELDS[type]] = value;
  }

  #add({ type, value }: Identity): User {
    const user: User = { [FIELDS[type]]: value, password: null, uid: String(FIRST_UID + this.#users.length) };
    this.#users.push(user);
    return user;
  }
}
