// What the command line gave, by the names of the options.

type Switch =
  | 'help'
  | 'json'
  | 'curl'
  | 'md5'
  | 'clear'
  | 'secret-stdin'
  | 'show-token'
  | 'show-password'
  | 'unsigned'
  | 'yes'
  | 'online'
  | 'incomplete'
  | 'no-open';

type Text =
  | 'amount'
  | 'clientname'
  | 'cluster'
  | 'csv'
  | 'email'
  | 'env-file'
  | 'environment'
  | 'expires-in'
  | 'file'
  | 'for'
  | 'host'
  | 'key'
  | 'lookup'
  | 'lookup-type'
  | 'out'
  | 'port'
  | 'profile'
  | 'reference'
  | 'settings'
  | 'timeout'
  | 'url'
  | 'username';

type Texts = 'other' | 'credential-file' | 'credential-env';

/** Commands that take several secrets repeat these; to the others they are one. */
type TextOrTexts = 'secret-file' | 'secret-env';

export type TextOption = Text;

export type GivenOptions = { [Name in Switch]?: true } & { [Name in Text]?: string } & {
  [Name in Texts]?: string[];
} & {
  [Name in TextOrTexts]?: string | string[];
};
