cd /work/main
i=0
for c in "$@"; do echo "$c"; done | xargs -P2 -d '\n' -I{} sh -c 'n=$(echo "$1" | md5sum | cut -c1-6); echo "$n $1" >> .scratch/bank-index.txt; nice -n 5 npx tsx .scratch/exp2.ts clinc "$1" $n 2>/dev/null >> .scratch/results.txt' _ {}
