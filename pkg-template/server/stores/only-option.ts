import { AuthError, invalidArgument } from '../../facade/auth-error.ts';
import { readArgument } from '../../facade/read-argument.ts';

/** The one option that a store has; undefined where it is not given. */
export function onlyOption<Options extends object, Name extends string & keyof Options>(
  options: Options | undefined,
  name: Name,
  store: string,
): Options[Name] | undefined {
  if (options === undefined) return undefined;
  return readArgument('options', () => optionIn(options, name, store));
}

function optionIn<Options extends object, Name extends string & keyof Options>(
  options: Options,
  name: Name,
  store: string,
): Options[Name] | undefined {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw invalidArgument('options', `${store}: options must be an object`);
  }
  if (Object.keys(options).some((given) => given !== name)) {
    throw new AuthError({ code: 'unknown_option', field: 'options', message: `${store} has one option, ${name}` });
  }
  // Not what somebody has added to all objects.
  return Object.hasOwn(options, name) ? options[name] : undefined;
}
