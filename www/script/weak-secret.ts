import { isAuthError, signJwtHs256 } from 'commerce-auth';

/** Whether RFC 7518 §3.2 would refuse it: the package knows. */
export function isWeakSecret(secret: string): boolean {
  try {
    signJwtHs256({}, secret, { strict: true });
    return false;
  } catch (error) {
    return isAuthError(error) && error.code === 'weak_secret';
  }
}
