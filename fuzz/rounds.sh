#!/usr/bin/env bash
# Fuzzes every target in turn, in rounds, and counts: `fuzz/rounds.sh ROUNDS [TALLY]`. A hundred rounds are 10^8 executions.
#
# A round is as many executions of a target as it makes in about four seconds of a processor, so that all get much the same time. Between two, the
# tally has a line more: when, target, executions, inputs in the corpus. Whatever breaks a property ends it, and lies in
# `fuzz/artifacts/`. While the file that FUZZ_PAUSE names exists, nothing is begun, and what runs is ended in good order.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
rounds="${1:?how many rounds}"
tally="${2:-corpus/tally.tsv}"
pause="${FUZZ_PAUSE:-/nowhere}"

# Executions of each target in a round.
declare -A share=(
  [json]=450000 [base_url]=180000 [basic]=100000 [form]=80000 [token_response]=80000 [boundary]=70000 [jwt]=50000
)

# The core has no unsafe code natively, so AddressSanitizer, which slows every execution, would find nothing.
# Overflows and debug assertions are checked, memory is counted, and time is measured (`properties/`).
RUSTC_BOOTSTRAP=1 cargo fuzz build --sanitizer none
built="${CARGO_TARGET_DIR:-target}/x86_64-unknown-linux-gnu/release"
# What earlier rounds found, by its shortest inputs.
tar -xzf corpora.tar.gz --skip-old-files --one-top-level=corpus
said="$(mktemp)"
trap 'rm -f "$said"' EXIT

for ((round = 0; round < rounds; round++)); do
  for target in json boundary token_response base_url form jwt basic; do
    while [[ -e "$pause" ]]; do sleep 5; done
    mkdir -p "corpus/$target" "artifacts/$target"
    "$built/$target" "corpus/$target" "seeds/$target" -artifact_prefix="artifacts/$target/" \
      -runs="${share[$target]}" -max_len=8192 -timeout=5 -print_final_stats=1 2>"$said" &
    fuzzer=$!
    while kill -0 "$fuzzer" 2>/dev/null; do
      # The signal on which libFuzzer ends as if it had done enough.
      if [[ -e "$pause" ]]; then kill -USR1 "$fuzzer" 2>/dev/null || true; fi
      sleep 1
    done
    wait "$fuzzer" || { tail -n 40 "$said"; exit 1; }
    executions="$(sed -n 's/^stat::number_of_executed_units: *//p' "$said")"
    inputs="$(find "corpus/$target" -type f | wc -l)"
    printf '%s\t%s\t%s\t%s\n' "$(date -u +%FT%TZ)" "$target" "$executions" "$inputs" >>"$tally"
  done
done
awk -F'\t' '{ count[$2] += $3; all += $3 } END { for (name in count) print name, count[name]; print "all", all }' "$tally" | sort
