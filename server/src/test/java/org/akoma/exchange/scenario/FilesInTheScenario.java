package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.exchange.ctdc.AlikeVictims;
import org.akoma.exchange.iati.IatiRules;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** What leaves of the reference scenario for donors, partners and the public: sound by its standards, and without a small count. */
final class FilesInTheScenario {

    private static final Instant AFTER = Instant.parse("2015-12-01T00:00:00Z");
    private static final int LEAST = 11;

    private final Function<String, Caller> as;

    FilesInTheScenario(Function<String, Caller> as) {
        this.as = as;
    }

    void check() {
        theActivityIsSound();
        everyTaggedCountIsReleased("INDICATORS", 7);
        everyTaggedCountIsReleased("HELP", 5);
        noVictimIsAlone();
    }

    private void theActivityIsSound() {
        Answer file = as.apply("pm-01").get("/api/v1/exports/iati");
        assertThat(file.status()).as(file.body()).isEqualTo(200);
        assertThat(IatiRules.broken(file.body().getBytes(StandardCharsets.UTF_8), AFTER))
                .isEmpty();
        assertThat(file.body())
                .contains("XM-DAC-47066-AKOMA-DEMO", "<budget", "<transaction-date iso-date=\"2015-09-30\"")
                .contains("<period-end iso-date=\"2015-10-31\"", "<actual value=\"48\">")
                .doesNotContain("SH-SP", "Maison des Palmiers", "AK-0");
        assertThat(file.body().split("<indicator ", -1)).hasSize(26);
        for (String other : List.of("sw-01", "fin-01", "le-01", "eval-01"))
            assertThat(as.apply(other).get("/api/v1/exports/iati").status())
                    .as(other)
                    .isEqualTo(403);
    }

    /** What everybody reads of a release, and nothing of another day. */
    private void everyTaggedCountIsReleased(String table, int column) {
        String releases = as.apply("pm-01")
                .get("/api/v1/public/releases")
                .json()
                .path("items")
                .toString();
        Answer file = as.apply("pm-01").get("/api/v1/exports/hxl?table=" + table);
        assertThat(file.status()).isEqualTo(200);
        List<CSVRecord> rows = rows(file.body());
        assertThat(rows).hasSizeGreaterThan(4);
        int counts = 0;
        for (CSVRecord row : rows.subList(2, rows.size())) {
            assertThat(releases).contains("\"" + row.get(column - (column == 7 ? 4 : 2)) + "\"");
            if (row.get(column).isEmpty()) continue;
            long count = Long.parseLong(row.get(column));
            assertThat(count == 0 || count >= LEAST).as(row.toString()).isTrue();
            assertThat(releases).as(row.toString()).containsPattern("[\\[,]" + count + "[,\\]]");
            counts++;
        }
        assertThat(counts).isPositive();
        assertThat(file.body()).doesNotContain("AK-0", "SH-SP");
    }

    private static List<CSVRecord> rows(String csv) {
        try {
            return CSVFormat.RFC4180.parse(new StringReader(csv)).getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void noVictimIsAlone() {
        Caller manager = as.apply("pm-01");
        assertThat(manager.get("/api/v1/exports/ctdc").status()).isEqualTo(403);
        assertThat(agreedFile(manager).body())
                .as("it follows what the demo published")
                .contains("PUB-01");
        Map<String, Object> release =
                Map.of("id", Ids.next(), "asOf", "2015-11-15", "kinds", List.of("AGE", "NATIONALITY", "SECTOR"));
        String code = manager.post("/api/v1/publication/releases", release)
                .json()
                .path("code")
                .asString();
        as.apply("dpo-01")
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(code))
                .forEach(one -> agree(one.path("id").asString()));
        Answer file = agreedFile(manager);
        assertThat(file.status()).as(file.body()).isEqualTo(200);
        Map<List<String>, Integer> alike = AlikeVictims.count(file.body());
        assertThat(alike.values())
                .as("all girls and all boys of the tables: nobody is left out, nobody can be subtracted")
                .containsExactlyInAnyOrder(14, 34);
        assertThat(file.body()).contains(code);
        assertThat(manager.get("/api/v1/exports/ctdc").status())
                .as("one agreement, one file")
                .isEqualTo(403);
        assertThat(agreedFile(manager).body()).isEqualTo(file.body());
        assertThat(file.body().lines().filter(line -> !line.startsWith("#")))
                .noneMatch(line -> line.contains("AK-") || line.contains("2015-"));
    }

    private Answer agreedFile(Caller manager) {
        agree(manager.post("/api/v1/bulk-reads", Map.of("list", "ctdc", "format", "CSV", "why", "Envoi de l’année"))
                .json()
                .path("decision")
                .asString());
        return manager.get("/api/v1/exports/ctdc");
    }

    private void agree(String request) {
        assertThat(as.apply("dpo-01")
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .isLessThan(300);
    }
}
