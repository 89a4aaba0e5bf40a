package org.akoma.insider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.akoma.WalkedHouse;
import org.junit.jupiter.api.Test;

/**
 * For each role one account does hundreds of calls that nobody wrote down, in the reference scenario; then two accounts of one role and one
 * structure do so together. It fails when anybody's sight grows by other ways than one person has, when a state is reached that needs a
 * person of another role, or when a hidden value reaches who may not have it.
 *
 * <p>{@code -Dakoma.walk.calls=N} calls a walk, {@code -Dakoma.walk.seed=N} another walk, {@code -Dakoma.walk.people=sw-02,sw-02+sw-01}
 * these alone, two together where there is a plus; {@code -Dakoma.walk.url} and {@code -Dakoma.walk.data} walk in a demo that runs already.
 * The walks of one run learn the forms of the application from each other, so a walk is repeated with the people of its run.
 */
class InsiderWalkIT {

    private static final List<String> WALKS = List.of(
            "sw-02",
            "sw-06",
            "sup-02",
            "sup-01",
            "shm-01",
            "min-01",
            "dsw-01",
            "pm-01",
            "fin-01",
            "eval-01",
            "upe-01",
            "le-02",
            "le-01",
            "trn-01",
            "dpo-01",
            "sw-01+sw-02",
            "adm-01");

    @Test
    void nobodyWalksAroundARule() {
        int calls = Integer.getInteger("akoma.walk.calls", 120);
        long seed = Long.getLong("akoma.walk.seed", 2015);
        String people = System.getProperty("akoma.walk.people", String.join(",", WALKS));
        System.out.println("InsiderWalk: seed " + seed + ", " + calls + " calls a walk");
        List<Finding> all = new ArrayList<>();
        Forms forms = new Forms();
        try (WalkedHouse house = WalkedHouse.open();
                HouseRecords records = new HouseRecords(house.data())) {
            Secrets secrets = new Secrets(records);
            for (String walkers : people.split(",")) {
                secrets.read(house.address());
                List<String> together = Arrays.asList(walkers.split("\\+"));
                InsiderWalk walk = new InsiderWalk(house.address(), together, records, secrets, forms, seed);
                List<Finding> found = walk.walk(calls);
                System.out.printf(
                        "InsiderWalk: %s, %d calls, %d operations done, %d findings%n",
                        walkers, walk.calls(), walk.reached(), found.size());
                found.forEach(one -> System.out.println("  " + one));
                if (Boolean.getBoolean("akoma.walk.unreached")) walk.unreached().forEach(System.out::println);
                all.addAll(found);
            }
        }
        assertThat(all).as("seed " + seed).isEmpty();
    }
}
