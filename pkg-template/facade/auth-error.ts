// How the package makes its errors: to users the constructor is private.

import { AuthError as PublicAuthError, type AuthErrorFields } from './auth-error-class.ts';

export { isAuthError } from './auth-error-class.ts';

/** The class with the constructor that users do not have. */
interface AuthErrorConstructor {
  new (fields: AuthErrorFields, options?: ErrorOptions): PublicAuthError;
  readonly prototype: PublicAuthError;
}

export type AuthError = PublicAuthError;
export const AuthError: AuthErrorConstructor = PublicAuthError as unknown as AuthErrorConstructor;

export function invalidArgument(field: string, message: string): AuthError {
  return new AuthError({ code: 'invalid_argument', field, message });
}
