#!/usr/bin/env bash
# Counts the outcomes of a run, and prints what was not caught: `mutants/score.sh outcomes.tsv`. Of a mutant that was tried again
# the last outcome counts.
set -euo pipefail
awk -F'\t' '
  { last[$1] = $2 }
  END {
    for (name in last) {
      count[last[name]]++
      if (last[name] ~ /missed|unreached|left/) print last[name] "\t" name | "sort"
    }
    close("sort")
    caught = count["caught"] + count["timeout"]
    tried = caught + count["missed"] + count["unreached"]
    printf "%d mutants: %d caught, %d timeout, %d missed, %d unreached; %d refused, %d left\n", length(last),
      count["caught"], count["timeout"], count["missed"], count["unreached"], count["refused"], count["left"]
    printf "score: %d of %d, %.1f %%\n", caught, tried, 100 * caught / tried
  }' "${1:?outcomes.tsv}"
