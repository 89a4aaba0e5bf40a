#!/usr/bin/env bash
# Every path that the documents name exists, and nothing that is committed knows the machine of who wrote it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

wrong=0
complain() {
    printf '%s\n' "$*"
    wrong=1
}

# Paths stand in `…` or are the target of a link; they begin with a folder or file of ours. <…>, DIR, * and … stand for something.
documents=$(git ls-files '*.md' NOTICE)
ours='(\.ci|docs|field|server|tools|bench|akoma|check|mvnw|pom\.xml|LICENSE|NOTICE|README\.md|CONTRIBUTING\.md)'
for document in $documents; do
    folder=$(dirname "$document")
    while read -r path; do
        [ -e "$path" ] || [ -e "$folder/$path" ] || [[ $path == *target/* ]] || complain "$document names $path, which is not there"
    done < <(grep -oE "\`(\./)?$ours(/[A-Za-z0-9_./-]*)?\`" "$document" | tr -d '`' | sed 's|^\./||' | sort -u)
    while read -r path; do
        [ -e "$folder/$path" ] || complain "$document links to $path, which is not there"
    done < <(grep -oE '\]\([^)#: ]+' "$document" | cut -c3- | grep -vE '^(https?|mailto)$' | sort -u)
done

# NOTICE names its files in plain words.
while read -r path; do
    [ -e "$path" ] || complain "NOTICE names $path, which is not there"
done < <(grep -oE 'server/src/[A-Za-z0-9_./-]+[A-Za-z0-9]' NOTICE | sort -u)

if git grep -nIE '(^|[^A-Za-z0-9.])(/wor[k]/|/home/[a-z]|/roo[t]/[a-z.])' -- ':!*.lock' ':!package-lock.json'; then
    complain "The lines above name a path of one machine."
fi
if git grep -nIE '\b(TODO|FIXME|XXX)\b|[Ll]orem ipsum' -- '*.java' '*.html' '*.sql' '*.properties' '*.js' '*.scss' '*.md' ':!docs/decisions'; then
    complain "The lines above are unfinished."
fi
exit $wrong
