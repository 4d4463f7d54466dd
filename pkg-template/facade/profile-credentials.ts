// Which credentials a profile takes, read off its templates.

import type { ClientAuthentication } from './token-profile.ts';

/** The pairs of names that Basic takes its user name and password from. */
type BasicCredentials =
  | { readonly key: string; readonly secret: string }
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly client_id: string; readonly client_secret: string }
  | { readonly username: string; readonly password: string };

type NameCharacter =
  | (
      | '0'
      | '1'
      | '2'
      | '3'
      | '4'
      | '5'
      | '6'
      | '7'
      | '8'
      | '9'
      | '_'
      | 'a'
      | 'b'
      | 'c'
      | 'd'
      | 'e'
      | 'f'
      | 'g'
      | 'h'
      | 'i'
    )
  | ('j' | 'k' | 'l' | 'm' | 'n' | 'o' | 'p' | 'q' | 'r' | 's' | 't' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z');

/** A text of letters, digits and `_`, or never. */
type CredentialName<Text extends string, Rest extends string = Text> = Rest extends `${infer Character}${infer Others}`
  ? Lowercase<Character> extends NameCharacter
    ? Others extends ''
      ? Text
      : CredentialName<Text, Others>
    : never
  : never;

/** What stands behind the last brace that opens. */
type BehindLastBrace<Text extends string> = Text extends `${string}{${infer Behind}`
  ? Behind extends `${string}{${string}`
    ? BehindLastBrace<Behind>
    : Behind
  : never;

/** The names in `base64(…)`, which has nothing else in it. */
type NamesInBase64<Text extends string> = Text extends `base64(${infer Names})` ? NamesBetweenColons<Names> : never;

type NamesBetweenColons<Names extends string> = Names extends `${infer First}:${infer Others}`
  ? CredentialName<First> | NamesBetweenColons<Others>
  : CredentialName<Names>;

/** The names in the braces of a template. */
type NamesIn<Template extends string> = Template extends `${infer Before}}${infer After}`
  ? CredentialName<BehindLastBrace<Before>> | NamesInBase64<BehindLastBrace<Before>> | NamesIn<After>
  : never;

/**
 * A template for each credential that a profile asks for: the names in its templates, but for those of what comes with a token.
 * Without a request there is none, and `{token}` is a credential like any other.
 */
export type CredentialTemplates<
  Template extends string,
  CallTemplate extends string,
  Kept extends string,
  Algorithm extends string,
> = string extends Template | CallTemplate
  ? string
  : [Template] extends [never]
    ? `{${NamesIn<CallTemplate>}}`
    :
        | `{${Exclude<NamesIn<Template>, [Algorithm] extends [never] ? never : 'assertion'>}}`
        | `{${Exclude<NamesIn<CallTemplate>, 'token' | Kept>}}`;

/**
 * The credentials that a profile asks for: one for each name in its templates, and with Basic a pair, such as `key` and
 * `secret`. Any record of texts where the templates are not known when the program is compiled.
 */
export type ProfileCredentials<
  Template extends string = string,
  Authentication extends ClientAuthentication = ClientAuthentication,
> = string extends Template
  ? Readonly<Record<string, string>>
  : { readonly [Name in NamesIn<Template>]: string } & ('basic' extends Authentication ? BasicCredentials : unknown);

/** A credential that a profile asks for. */
export interface ProfileCredential {
  /** Its name in the templates. */
  readonly name: string;
  /**
   * What it is: a `secret`; `public`, since it stands in addresses alone or the profile says so; a whole `host`; or a `choice`
   * of a closed list.
   */
  readonly kind: 'secret' | 'public' | 'host' | 'choice';
}
