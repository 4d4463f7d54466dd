// The customers of the brand, by any of their identifiers.

const FIELDS = { MOBILE: "mobile", EMAIL: "email", USERNAME: "username", EXTERNALID: "externalId" };
const FIRST_UID = 98_745;

export class UserBook {
  #users;

  constructor(users) {
    this.#users = users.map((user, index) => ({ password: null, ...user, uid: String(FIRST_UID + index) }));
  }

  get first() {
    return this.#users[0];
  }

  /** The customer with an identity, `{ type, value }`, or undefined. */
  find({ type, value }) {
    return this.#users.find((user) => user[FIELDS[type]] === value);
  }

  /** The customer with an identity; a new one if there is none. */
  findOrAdd(identity) {
    return this.find(identity) ?? this.#add(identity);
  }

  /** Gives a customer another value of an identifier. */
  change(user, type, value) {
    user[FIELDS[type]] = value;
  }

  #add({ type, value }) {
    const user = { [FIELDS[type]]: value, password: null, uid: String(FIRST_UID + this.#users.length) };
    this.#users.push(user);
    return user;
  }
}
