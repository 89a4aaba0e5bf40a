package org.akoma.insider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.akoma.WalkedHouse;
import org.junit.jupiter.api.Test;

/**
 * For each role one account does hundreds of calls that nobody wrote down, in the reference scenario. It fails when anybody's sight grows by
 * other ways than one person has, when one person reaches a state that needs two, or when a hidden value reaches who may not have it.
 *
 * <p>{@code -Dakoma.walk.calls=N} calls a person, {@code -Dakoma.walk.seed=N} another walk, {@code -Dakoma.walk.people=sw-02,pm-01} these
 * alone; {@code -Dakoma.walk.url} and {@code -Dakoma.walk.data} walk in a demo that runs already.
 */
class InsiderWalkIT {

    private static final List<String> PEOPLE = List.of(
            "sw-02", "sw-06", "sup-02", "sup-01", "shm-01", "min-01", "dsw-01", "pm-01", "fin-01", "eval-01", "upe-01",
            "le-02", "le-01", "trn-01", "dpo-01", "adm-01");

    @Test
    void noOnePersonWalksAroundARule() {
        int calls = Integer.getInteger("akoma.walk.calls", 120);
        long seed = Long.getLong("akoma.walk.seed", 2015);
        String people = System.getProperty("akoma.walk.people", String.join(",", PEOPLE));
        System.out.println("InsiderWalk: seed " + seed + ", " + calls + " calls a person");
        List<Finding> all = new ArrayList<>();
        try (WalkedHouse house = WalkedHouse.open();
                HouseRecords records = new HouseRecords(house.data())) {
            for (String person : people.split(",")) {
                Secrets secrets = secretsOf(house.address(), records);
                InsiderWalk walk = new InsiderWalk(house.address(), person, records, secrets, seed);
                List<Finding> found = walk.walk(calls);
                System.out.printf(
                        "InsiderWalk: %s, %d calls, %d operations done, %d findings%n",
                        person, walk.calls(), walk.reached(), found.size());
                found.forEach(one -> System.out.println("  " + one));
                if (Boolean.getBoolean("akoma.walk.unreached")) walk.unreached().forEach(System.out::println);
                all.addAll(found);
            }
        }
        assertThat(all).as("seed " + seed).isEmpty();
    }

    /** Read by those who work on the files, before anybody walks. */
    private static Secrets secretsOf(String base, HouseRecords records) {
        Secrets secrets = new Secrets(records);
        Map<String, List<String>> files = new TreeMap<>();
        records.ask(
                "select p.code, f.code from cases.case_file f join access.person p on p.id = f.worker_id",
                row -> files.computeIfAbsent(row.getString(1), code -> new ArrayList<>())
                        .add(row.getString(2)));
        files.forEach((worker, codes) -> {
            String token = ApiCall.send(
                            base,
                            null,
                            "POST",
                            "/api/v1/tokens",
                            Map.of("username", worker, "password", "akoma-demo"),
                            null)
                    .json()
                    .path("token")
                    .asString("");
            if (!token.isEmpty()) codes.forEach(code -> secrets.read(base, token, code));
        });
        return secrets;
    }
}
