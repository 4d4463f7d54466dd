// What a shell reads to complete a command line of this program: one function that both shells run, which holds the table
// of commands, and a few lines of each shell that ask it.

import type { Command, CommandOption } from './command.ts';

export type Shell = 'bash' | 'zsh';

/** A command, or a command and its option that waits for a value, and what may stand there. */
type Row = readonly [place: string, candidates: string];

/** What a shell itself knows the candidates of. */
const FILES = '@files';
const VARIABLES = '@variables';
const NOTHING = '@nothing';

/** The script for one of the two. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  return `${[`# ${shell} completion of commerce-auth`, candidatesFunction(commands), ENDS[shell]].join('\n\n')}\n`;
}

function candidatesFunction(commands: readonly Command[]): string {
  // The longer path first: the shorter one matches as well.
  const byLength = [...commands].sort((one, other) => other.path.length - one.path.length);
  const firsts = [...new Set(commands.flatMap(({ path }) => path[0] ?? []))];
  return [
    '# Given the words before the one that is completed, prints what may come next.',
    '_commerce_auth_candidates() {',
    '  local word place= waits=',
    '  for word in "$@"; do',
    '    case $word in',
    '      =) ;;',
    '      -*) waits=$word ;;',
    `      *) [ -n "$waits" ] || place="\${place:+$place }$word"; waits= ;;`,
    '    esac',
    '  done',
    '  case "$place" in',
    ...byLength.map(({ path }) => path.join(' ')).map((path) => `    '${path}'|'${path} '*) place='${path}' ;;`),
    '  esac',
    '  case "$place $waits" in',
    ...byLength.flatMap(valueRows).map(([place, candidates]) => branch(`'${place}'`, candidates)),
    '  esac',
    '  case "$place" in',
    branch("''", [...firsts, '--help', '--version'].join(' ')),
    ...byLength.map(commandRow).map(([place, candidates]) => branch(`'${place}'`, candidates)),
    ...firsts.map((first) => branch(`'${first}'`, [...secondWords(commands, first), '--help'].join(' '))),
    '  esac',
    '}',
  ].join('\n');
}

const branch = (pattern: string, candidates: string) => `    ${pattern}) printf '%s\\n' '${candidates}'; return ;;`;

const secondWords = (commands: readonly Command[], first: string) =>
  commands.flatMap(({ path }) => (path[0] === first ? (path[1] ?? []) : []));

function commandRow({ path, options, positionals = [] }: Command, _at: number, commands: readonly Command[]): Row {
  const [first = ''] = path;
  const seconds = path.length === 1 ? secondWords(commands, first) : [];
  const choices = positionals.flatMap((positional) => positional.choices ?? []);
  const names = [...Object.keys(options), 'help'].map((name) => `--${name}`);
  // Where a file belongs, options are offered to who begins one.
  const files = positionals.some(({ name }) => name === 'FILE') ? [FILES] : [];
  return [path.join(' '), [...files, ...seconds, ...choices, ...names].join(' ')];
}

function valueRows({ path, options }: Command): Row[] {
  return Object.entries(options).flatMap(([name, option]): Row[] =>
    option.value === undefined ? [] : [[`${path.join(' ')} --${name}`, valuesOf(name, option)]],
  );
}

function valuesOf(name: string, { value, choices }: CommandOption): string {
  if (choices) return choices.join(' ');
  if (value === 'FILE') return FILES;
  return name === 'secret-env' ? VARIABLES : NOTHING;
}

// With `-o default` an empty answer lets bash complete names of files. Who completes npx already goes on doing so.
const BASH = `\
_commerce_auth() {
  local first=1 current=\${COMP_WORDS[COMP_CWORD]} found
  COMPREPLY=()
  if [ "\${COMP_WORDS[0]##*/}" = npx ]; then
    [ "\${COMP_WORDS[1]}" = commerce-auth ] && [ "$COMP_CWORD" -gt 1 ] || return 0
    first=2
  fi
  [ "$current" = = ] && current=
  found=$(_commerce_auth_candidates "\${COMP_WORDS[@]:first:COMP_CWORD-first}")
  case $found in
    ${FILES}|${NOTHING}|'') ;;
    ${FILES}' '*) case $current in -*) COMPREPLY=($(compgen -W "\${found#* }" -- "$current")) ;; esac ;;
    ${VARIABLES}) COMPREPLY=($(compgen -v -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$found" -- "$current")) ;;
  esac
}
complete -o default -F _commerce_auth commerce-auth
complete -p npx >/dev/null 2>&1 || complete -o default -F _commerce_auth npx`;

const ZSH = `\
_commerce_auth() {
  local first=2 found
  if [[ \${words[1]:t} == npx ]]; then
    [[ \${words[2]} == commerce-auth ]] && (( CURRENT > 2 )) || { \${_commerce_auth_npx:-_default}; return }
    first=3
  fi
  found=$(_commerce_auth_candidates "\${(@)words[first,CURRENT-1]}")
  case $found in
    ${FILES}) _files ;;
    ${FILES}' '*) if [[ \${words[CURRENT]} == -* ]]; then compadd -- \${=found#* }; else _files; fi ;;
    ${VARIABLES}) _parameters ;;
    ${NOTHING}|'') ;;
    *) compadd -- \${=found} ;;
  esac
}
[[ \${_comps[npx]} == _commerce_auth ]] || _commerce_auth_npx=\${_comps[npx]}
compdef _commerce_auth commerce-auth npx`;

const ENDS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH };
