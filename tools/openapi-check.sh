#!/usr/bin/env bash
# Holds the description of the API against a linter, generates a client from it, compiles it and registers a child with it.
# tools/openapi-check.sh            starts a demo of its own
# tools/openapi-check.sh URL USER   asks a running demo, as a case worker of it
# Takes about two minutes once Akoma is built; ./check holds the rules that need no program of others (ApiDescriptionIT).
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$home/tools/machine.sh"
need_jdk
need_node

work=$home/server/target/openapi
port=8097
url=${1:-http://localhost:$port}
user=${2:-sw-01}
mkdir -p "$work"

if [ $# = 0 ]; then
    data=$(mktemp -d)
    "$home/akoma" demo --data "$data" --port "$port" --fresh >"$work/demo.log" 2>&1 </dev/null &
    demo=$!
    trap 'kill "$demo" 2>/dev/null; wait "$demo" 2>/dev/null; rm -rf "$data"' EXIT
    until curl -fs -o /dev/null "$url/sign-in"; do
        kill -0 "$demo" 2>/dev/null || fail "The demo did not start: see $work/demo.log"
        sleep 2
    done
fi

say "== tools, pinned by tools/openapi/package-lock.json and by the generator's version"
cp "$home"/tools/openapi/* "$work"
(cd "$work" && npm ci --no-audit --no-fund --silent)
generator=$work/openapi-generator-cli-7.25.0.jar
[ -f "$generator" ] || "$home/mvnw" -q -B -ntp -f "$home/pom.xml" -N org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
    -Dartifact=org.openapitools:openapi-generator-cli:7.25.0 "-DoutputDirectory=$work"

say "== description"
AKOMA_TOKEN=$(curl -fsS -H 'Content-Type: application/json' -d "{\"username\":\"$user\",\"password\":\"akoma-demo\"}" "$url/api/v1/tokens" |
    node -p 'JSON.parse(require("fs").readFileSync(0)).token')
export AKOMA_TOKEN
curl -fsS -H "Authorization: Bearer $AKOMA_TOKEN" "$url/api/docs/openapi" >"$work/openapi.json"

say "== linter"
(cd "$work" && REDOCLY_TELEMETRY=off node_modules/.bin/redocly lint --config redocly.yaml openapi.json)

say "== client"
rm -rf "$work/client" "$work/compiled"
"$JAVA_HOME/bin/java" -jar "$generator" generate -i "$work/openapi.json" -g typescript-fetch -o "$work/client" \
    --additional-properties=supportsES6=true,importFileExtension=.js >"$work/generator.log" 2>&1 ||
    fail "No client can be generated: see $work/generator.log"
(cd "$work" && node_modules/.bin/tsc --project tsconfig.json)

say "== a child is registered"
AKOMA_URL=$url node "$work/compiled/register.js"
