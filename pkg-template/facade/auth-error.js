// The one error class. Entries are bundled apart, so each brings its own copy of the class: a registered symbol on
// the prototype makes `instanceof` hold between them, and `isAuthError` across copies of the package.

const BRAND = Symbol.for('commerce-auth.AuthError');

const FIELDS = [
  'code',
  'vendor',
  'field',
  'position',
  'status',
  'vendorCode',
  'vendorMessage',
  'requestId',
  'retryable',
  'retryAfterMs',
];

export class AuthError extends Error {
  // A bundler may give a class that names itself another name, and platforms print that of the constructor.
  static {
    Object.defineProperty(this, 'name', { value: 'AuthError' });
  }

  constructor(fields, options) {
    super(fields.message, options);
    for (const name of FIELDS) {
      if (fields[name] !== undefined && fields[name] !== null) this[name] = fields[name];
    }
    this.retryable = fields.retryable === true;
  }

  toJSON() {
    const json = { name: this.name, code: this.code, message: this.message };
    for (const name of FIELDS) {
      if (this[name] !== undefined) json[name] = this[name];
    }
    return json;
  }

  static [Symbol.hasInstance](value) {
    return this === AuthError ? isAuthError(value) : Function.prototype[Symbol.hasInstance].call(this, value);
  }
}

Object.defineProperty(AuthError.prototype, 'name', { value: 'AuthError', configurable: true, writable: true });
Object.defineProperty(AuthError.prototype, BRAND, { value: true });

export function isAuthError(value) {
  return typeof value === 'object' && value !== null && value[BRAND] === true;
}

export function invalidArgument(field, message) {
  return new AuthError({ code: 'invalid_argument', field, message });
}
